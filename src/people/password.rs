//! Passwords: argon2id (RFC 9106), off the threads that answer requests.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::ids;

/// Hashes and checks passwords; at most one a processor core at a time, because each takes tens of
/// milliseconds and megabytes. When a whole cohort signs in at once, the rest wait their turn.
#[derive(Debug, Clone)]
pub struct Passwords {
    params: Params,
    turns: Arc<Semaphore>,
    /// Checked when the account does not exist, so that the time taken does not tell.
    nobody: Arc<str>,
}

impl Passwords {
    /// With this much memory a hash, in KiB; two passes, one lane (OWASP's advice of 2023).
    ///
    /// # Errors
    /// When the memory is out of argon2's range.
    pub fn new(memory_kib: u32) -> Result<Self> {
        let params = Params::new(memory_kib, 2, 1, None).map_err(Error::internal)?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let nobody = hash(&params, &ids::new_secret())?;
        Ok(Self {
            params,
            turns: Arc::new(Semaphore::new(cores)),
            nobody: nobody.into(),
        })
    }

    /// The hash of a password, as a PHC string.
    ///
    /// # Errors
    /// When the machine has no memory for it.
    pub async fn hash(&self, password: String) -> Result<String> {
        let params = self.params.clone();
        self.in_turn(move || hash(&params, &password)).await?
    }

    /// Whether the password is the one of the hash; no hash, no match, after the same time.
    ///
    /// # Errors
    /// When the machine cannot run it.
    pub async fn fits(&self, password: String, hash: Option<String>) -> Result<bool> {
        let is_somebody = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let fits = self
            .in_turn(move || {
                Argon2::default()
                    .verify_password(password.as_bytes(), &*hash)
                    .is_ok()
            })
            .await?;
        Ok(fits && is_somebody)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let _turn = self.turns.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Error::internal)
    }
}

fn hash(params: &Params, password: &str) -> Result<String> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let hash = argon2
        .hash_password_with_salt(password.as_bytes(), &ids::new_salt())
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits_and_nobody_has_none() {
        let passwords = Passwords::new(8).unwrap();
        let hash = passwords.hash("нууц үг 1".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(
            passwords
                .fits("нууц үг 1".to_owned(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .fits("нууц үг 2".to_owned(), Some(hash))
                .await
                .unwrap()
        );
        assert!(!passwords.fits("нууц үг 1".to_owned(), None).await.unwrap());
    }
}
