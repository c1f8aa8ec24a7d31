export const HELP = `SMS Profile Updater for Listrak, without its window.

  review FILE                judge every row of an audience file; sends nothing
  fields FILE                check whether the columns fit the account's profile fields; sends nothing
  normalise FILE --out OUT   write exactly the file that a push would upload; sends nothing
  push FILE --yes            sample, check, push, check; without --yes nothing is sent
  resume RUN --yes           send what a run that was cut off had not sent; without --yes say what is known
                             (--send-again: also what may have arrived; --abandon: leave it as it is)
  runs                       the runs on record
  runs --delete RUN --yes    delete the record of a run from this computer; nothing changes at Listrak
  report RUN --out OUT       write the report of a run: OUT.html to read and print, OUT.csv with the differences
                             and the rows whose numbers Listrak does not know, or OUT.json with all of it
                             (--show-phones: with those phone numbers, for which the file is read again)
  accounts [list]            the accounts in the keychain
  accounts add NAME          store the credentials of the environment in the keychain
  accounts test NAME         sign in and list the sender codes
  accounts remove NAME       take an account out of the keychain
  demo                       the whole job, on the practice account with a sample audience
  practice [--port N]        run a practice Listrak on this computer until Ctrl-C

Which Listrak (review, fields, normalise, push; resume, where it is not the run's own account):
  --account NAME             an account of the keychain, or "practice"
  --api URL --auth URL       a practice Listrak on this computer
  --sender-code ID           the sender code's id
  --fields FIELDS.json       profile fields from a saved answer instead (not for push)
  Credentials come from the keychain, or from LISTRAK_CLIENT_ID and LISTRAK_CLIENT_SECRET; never from options.

How the file is read; what is not said is found in the file:
  --delimiter comma|semicolon|tab|pipe
  --encoding utf-8|windows-1252|utf-16le|utf-16be
  --header-row N|none        the row with the columns' names; with none, columns are A, B, C
  --sheet NAME               which sheet of a workbook
  --even-if-large            go on although the file unpacks to very much more than its size

What becomes of the rows:
  --map "Column=Field"       what a column becomes; "Column=Phone" for the phone, "Column=" to leave it out
  --constant "Field=value"   a value that every row gets, for a column that the file lacks
  --date-order "Column=…"    month-first or day-first, where a column's dates leave it open
  --send-without COLUMN      send a row without a value of this column that cannot be used, as blank
  --contact-by-contact       change system fields that the account does not list, one contact at a time:
                             up to two calls to Listrak for each, after the import
  --opt-in COLUMN[=yes,ja]   the opt-in column, and the answers that mean yes
  --no-consent-information   go on although nothing says who opted in (put on record)
  --check-opt-outs           leave out who is opted out in Listrak (push always does)
  --consent-file FILE        a second file that says who opted in; a yes must stand in both
  --consent-key phone        by what the two are joined: the phone, "phone=Column" where the second
                             file calls it otherwise, or a column that both have, as amperity_id
  --consent-answer COLUMN[=yes,ja]
                             its opt-in column, and the answers that mean yes
  --consent-where "Column=value"
                             only its rows with this value count; more values: "Column=one,other"
  --country US               whose national phone numbers these are; by default the sender code's country
  --keep first|last          which of several rows with one phone counts
  --rejects OUT.csv          write the rows left out, with reasons
  --out OUT.csv              normalise: where to write the file
  --strict                   exit with 3 when rows are left out

Sending:
  --sample N                 rows in the sample, 1 to 100 (10)
  --sample-choice random|first
  --seed N                   makes the random choice repeatable
  --skip-sample              push without proving it on a sample (put on record)
  --without-opt-outs         go on although Listrak cannot be asked who is opted out (put on record)

Everywhere: --json, --data-dir DIR, --help
Exit codes: 0 done, 1 failed, 2 wrong use, 3 done but something needs a look.`;
