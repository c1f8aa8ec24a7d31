const say = (value) => {
  document.querySelector('#said').textContent = JSON.stringify(value);
};
window.small.onState(say);
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', async (event) => {
  event.preventDefault();
  say(await window.small.offerFile(event.dataTransfer.files[0]));
});
