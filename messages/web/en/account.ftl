# Every way in, and one's own account.

## Passwords

password-show = Show
password-rule = At least { $least } characters. A sentence of several words is good, and easy to remember.
password-lacks = { $lacks ->
    [one] { $lacks } more character is needed.
   *[other] { $lacks } more characters are needed.
}
password-long-enough = Long enough.
password-new = New password
password-is-set = The password is set, and you are signed in.

## By a letter or a card

letter-code = The code from the letter
letter-code-help = Paste the code or the whole link.
letter-code-instead = The link does not open? Sign in with the code
link-signs-in = Signing in…
link-anew = Get a new link
go-on = Continue
other-ways = Other ways to sign in
other-way-sign-in = Sign in by password
other-way-link = Get a link by e-mail
other-way-code = Use a recovery code or a sign-in card

invitation-title = Choose a password
invitation-welcome = Welcome! Once you have chosen a password, you are signed in.
invitation-needs-link = Open the link in the invitation, or paste the code from the letter here.
invitation-accept = Choose password and sign in
invitation-useless = An invitation works once, and a newer one takes the place of an older one. If you have chosen a password already, sign in with it. Otherwise ask whoever invited you for a new invitation.

address-title = Verify an address
address-verifying = Verifying…
address-verified = The address is verified
address-verified-detail = Letters can be sent to it from now on.
address-needs-link = Open the link in the letter, or paste the code from it here.
address-useless = Perhaps the address has been verified before: look at your account. You get a new letter there as well.
address-verify = Verify
to-profile = To my account

recovery-title = Recovery code or sign-in card
recovery-welcome = A code works once. It sets a new password and signs you in.
recovery-code = Code
recovery-code-help = Small or capital letters and hyphens do not matter.
recovery-name-help = Not needed with the code of a card.
recovery-use = Set password and sign in
recovery-signs-out = All your other devices are signed out.
recovery-no-code = No code? Ask whoever is responsible at your school, or the education officer. With an e-mail address you can get a link instead.

## My account

profile-names = Names stand on certificates, so an administrator changes them. Tell your school if yours is wrong.
to-certificates = My certificates and credits
to-visits = Visits and mentoring
sign-out = Sign out

preferences = Preferences
theme = Appearance
theme-device = As the device
theme-light = Light
theme-dark = Dark
time-zone = Time zone
time-zone-help = It is { $time } there. Letters tell times in this zone.
time-zones-near = Common
time-zones-other = Others

addresses = E-mail and telephone
addresses-help = Sign in with any of them. Letters go to the main address.
addresses-none = No address or number yet. With an e-mail address you get in by a link when you have forgotten the password.
address-main = Main
address-is-verified = Verified
address-unverified = Not verified
address-bounced = Letters do not arrive
address-bounced-detail = { $day }: the mail server refused a letter, so none are sent there now. Check the address and send the letter again, or add another address.
address-send-again = Send the letter that verifies it
address-sent = A letter is on its way to { $address }. Open the link in it.
address-make-main = Make it the main one
address-remove = Remove
address-remove-question = { $address } is removed from your account. You can no longer sign in with it, and get no letters there.
address-removed = Removed
address-add = Add an address or a number
address-kind = Kind
address-email = E-mail address
address-email-help = A letter is sent there; the address counts once its link was opened.
address-telephone = Telephone number
address-telephone-help = Eight digits are enough for a Mongolian number. You can sign in with it.
address-added = Added. Open the link in the letter that was sent there.
add = Add

password-change = Change password
password-change-help = Other devices are signed out, and unused links, codes and cards stop working. Your addresses are told.
password-before = Present password
password-before-wrong = This is not the present password.
password-changed = The password is changed
password-forgotten = Forgotten the present one? Set a new one with a code

devices = Devices
devices-help = Where you are signed in. If you do not know one of them, sign it out and change your password.
devices-all = Show all ({ $count })
device-unknown = Unknown device
device-this = This device
device-used = Last used: { $ago }
device-since = signed in: { $moment }
device-sign-out = Sign out
device-sign-out-question = On that device one has to sign in again.
device-signed-out = The device is signed out
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-question = This device is signed out as well. You have to sign in again to go on.

storage = Room for offline lessons
storage-help = Lessons that are kept for times without a connection take room on this device.
storage-used = { $used } of { $budget } used.
storage-budget = At most
