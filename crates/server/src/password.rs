//! Password hashes: Argon2id with 19 MiB, two passes, one lane (OWASP ASVS 5.0, 11.4.2; RFC 9106).
//!
//! A hash costs memory and time on purpose, so at most two are computed at a time and a short queue waits; whoever
//! comes after that is told to try again (429) instead of taking the server down.

use crate::problem::ApiError;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Hashes that are computed at the same time.
const AT_A_TIME: usize = 2;
/// Requests that may wait for their turn.
const QUEUE: usize = 32;
/// Accounts of one address whose hash is compared at a sign-in.
pub const COMPARED_AT_MOST: usize = 8;

/// How much a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// 19 MiB and two passes.
    Recommended,
    /// As little as possible: for tests, which make many hashes and keep no secret.
    Cheap,
}

impl Cost {
    fn hasher(self) -> Argon2<'static> {
        let (memory_kib, passes) = match self {
            Self::Recommended => (19 * 1024, 2),
            Self::Cheap => (Params::MIN_M_COST, Params::MIN_T_COST),
        };
        let params = Params::new(memory_kib, passes, 1, None).expect("the constants are within Argon2's bounds");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Computes and compares password hashes, a few at a time; cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    cost: Cost,
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    hash_of_nobody: Arc<str>,
}

impl Passwords {
    /// # Panics
    /// When the operating system has no random bytes.
    #[must_use]
    pub fn new(cost: Cost) -> Self {
        Self {
            cost,
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            places: Arc::new(Semaphore::new(AT_A_TIME + QUEUE)),
            hash_of_nobody: hash(cost, &crate::secret::token()).into(),
        }
    }

    /// The hash to store of a new password.
    ///
    /// # Errors
    /// [`ApiError::Busy`] when too many wait already.
    pub async fn hash(&self, password: String) -> Result<String, ApiError> {
        let cost = self.cost;
        self.in_turn(move || hash(cost, &password)).await
    }

    /// Which of the stored hashes are of this password. Where there are none, as much time is spent as for one, so
    /// that an unknown user answers like a wrong password (OWASP ASVS 5.0, 6.3.8).
    ///
    /// # Errors
    /// [`ApiError::Busy`] when too many wait already.
    pub async fn compare(&self, password: String, mut hashes: Vec<String>) -> Result<Vec<bool>, ApiError> {
        hashes.truncate(COMPARED_AT_MOST);
        let hash_of_nobody = Arc::clone(&self.hash_of_nobody);
        self.in_turn(move || {
            if hashes.is_empty() {
                is_of(&password, &hash_of_nobody);
            }
            hashes.iter().map(|hash| is_of(&password, hash)).collect()
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| ApiError::Busy)?;
        let stopped = |_| ApiError::Internal("the password hasher has stopped".to_owned());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(stopped)?;
        // Both go into the closure: a client that hangs up must not free a turn that is still used.
        let hashing = tokio::task::spawn_blocking(move || {
            let done = work();
            drop((place, turn));
            done
        });
        hashing.await.map_err(|error| ApiError::Internal(error.to_string()))
    }
}

/// The hash of a password, computed on this thread: for commands that fill a database.
///
/// # Panics
/// When the operating system has no random bytes.
#[must_use]
pub fn hash(cost: Cost, password: &str) -> String {
    let salt = crate::secret::bytes::<16>();
    let hash = cost.hasher().hash_password_with_salt(password.as_bytes(), &salt);
    hash.expect("Argon2 takes any password shorter than 4 GiB").to_string()
}

/// The cost is part of the stored hash, so a hash of another cost is compared rightly too.
fn is_of(password: &str, hash: &str) -> bool {
    Cost::Recommended.hasher().verify_password(password.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_its_password_only() {
        for cost in [Cost::Recommended, Cost::Cheap] {
            let stored = hash(cost, "correct horse battery staple");
            assert!(is_of("correct horse battery staple", &stored));
            assert!(!is_of("correct horse battery stapl", &stored));
            assert!(!is_of("", &stored));
        }
    }

    #[test]
    fn the_recommended_hash_is_argon2id_with_19_mib_and_two_passes() {
        assert!(hash(Cost::Recommended, "x").starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[test]
    fn a_broken_hash_is_of_no_password() {
        assert!(!is_of("", ""));
        assert!(!is_of("x", "$argon2id$v=19$m=19456"));
    }

    #[tokio::test]
    async fn whoever_comes_after_the_queue_is_told_to_try_again() {
        let passwords = Passwords::new(Cost::Cheap);
        let _taken = passwords.places.try_acquire_many(34).unwrap();
        assert!(matches!(passwords.hash("x".to_owned()).await, Err(ApiError::Busy)));
    }
}
