import { describe, expect, it } from 'vitest';
import { proxyIn } from '../../../src-main/shell/proxy-rules.ts';

describe('the proxy that a rule asks for', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
    ['PROXY proxy.example:8080; DIRECT', 'http://proxy.example:8080'],
    ['HTTPS proxy.example:443;PROXY other.example:80', 'https://proxy.example:443'],
    ['SOCKS5 socks.example:1080; PROXY proxy.example:8080', 'http://proxy.example:8080'],
    ['DIRECT; PROXY proxy.example:8080', null],
    ['SOCKS5 socks.example:1080', null],
    ['', null],
  ])('“%s” means %s', (rule, proxy) => {
    expect(proxyIn(rule)).toBe(proxy);
  });
});
