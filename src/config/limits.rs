//! Numbers of the configuration that would do harm out of their limits.

use super::Config;

impl Config {
    /// Numbers that would do harm out of their limits, each with its key, least and most.
    pub(super) fn numbers_with_limits(&self) -> [(&'static str, i64, i64, i64); 25] {
        let unsigned = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let sign_in = &self.sign_in;
        [
            (
                "reminders.quiet_from",
                self.reminders.quiet_from.into(),
                0,
                23,
            ),
            (
                "reminders.quiet_until",
                self.reminders.quiet_until.into(),
                0,
                23,
            ),
            (
                "database.connections",
                self.database.connections.into(),
                1,
                1_000,
            ),
            (
                "database.wait_seconds",
                unsigned(self.database.wait_seconds),
                1,
                300,
            ),
            (
                "sign_in.access_token_seconds",
                sign_in.access_token_seconds,
                10,
                86_400,
            ),
            (
                "sign_in.refresh_token_days",
                sign_in.refresh_token_days,
                1,
                3_650,
            ),
            (
                "sign_in.magic_link_minutes",
                sign_in.magic_link_minutes,
                1,
                10_080,
            ),
            ("sign_in.invitation_days", sign_in.invitation_days, 1, 365),
            (
                "sign_in.verification_days",
                sign_in.verification_days,
                1,
                365,
            ),
            (
                "sign_in.recovery_code_hours",
                sign_in.recovery_code_hours,
                1,
                168,
            ),
            (
                "sign_in.recovery_codes_per_hour",
                unsigned(sign_in.recovery_codes_per_hour),
                1,
                10_000,
            ),
            ("sign_in.card_days", sign_in.card_days, 1, 365),
            (
                "sign_in.cards_per_hour",
                unsigned(sign_in.cards_per_hour),
                1,
                100_000,
            ),
            (
                "sign_in.tries_per_account",
                sign_in.tries_per_account.into(),
                1,
                1_000_000,
            ),
            (
                "sign_in.tries_per_address",
                sign_in.tries_per_address.into(),
                1,
                1_000_000,
            ),
            (
                "webinars.ticket_seconds",
                self.webinars.ticket_seconds,
                1,
                3_600,
            ),
            // Clients take a line for cut that has said nothing for 50 seconds: docs/protocol.md.
            (
                "webinars.presence_seconds",
                self.webinars.presence_seconds,
                1,
                40,
            ),
            (
                "webinars.silence_seconds",
                unsigned(self.webinars.silence_seconds),
                1,
                600,
            ),
            (
                "webinars.slides_limit_bytes",
                unsigned(self.webinars.slides_limit_bytes),
                1_024,
                1_073_741_824,
            ),
            (
                "webinars.slides_seconds",
                unsigned(self.webinars.slides_seconds),
                1,
                3_600,
            ),
            ("attestation.years", self.attestation.years.into(), 1, 50),
            ("quizzes.appeal_days", self.quizzes.appeal_days, 0, 3_650),
            (
                "question_bank.import_limit_bytes",
                unsigned(self.question_bank.import_limit_bytes),
                1_024,
                1_073_741_824,
            ),
            (
                "surveys.smallest_group",
                self.surveys.smallest_group.into(),
                2,
                1_000,
            ),
            (
                "mail.timeout_seconds",
                unsigned(self.mail.timeout_seconds),
                1,
                600,
            ),
        ]
    }
}
