//! Random tokens and numbers, and the only form in which a token is kept.
//!
//! The database never holds a token, only its SHA-256: who reads the database cannot sign in with it. The tokens have
//! 256 random bits, so a fast hash is enough (OWASP ASVS 5.0, 7.2.3 and 11.4).

use handover_core::ids::CustomerId;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Characters of a token.
const TOKEN_CHARS: usize = 64;

/// Bytes from the operating system's generator.
///
/// # Panics
/// When the operating system has none to give: nothing secret can be made then.
#[must_use]
pub fn bytes<const COUNT: usize>() -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A new token of 256 random bits, for a session's cookie or a one-time link.
#[must_use]
pub fn token() -> String {
    hex(&bytes::<32>())
}

/// What is stored of a token; `None` for a text that was never a token.
#[must_use]
pub fn token_hash(token: &str) -> Option<[u8; 32]> {
    let is_token = token.len() == TOKEN_CHARS && token.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_token.then(|| Sha256::digest(token.as_bytes()).into())
}

/// A random Customer ID of 9 to 12 digits. Whether it is free only the database knows.
#[must_use]
pub fn customer_id() -> CustomerId {
    const SMALLEST: u64 = 100_000_000;
    const COUNT: u64 = 1_000_000_000_000 - SMALLEST;
    // Numbers above the last whole multiple are drawn again, or the small ones would come up more often.
    const LIMIT: u64 = u64::MAX - u64::MAX % COUNT;
    loop {
        let drawn = u64::from_be_bytes(bytes::<8>());
        if drawn < LIMIT
            && let Ok(number) = i64::try_from(SMALLEST + drawn % COUNT)
        {
            return CustomerId(number);
        }
    }
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _written = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_are_kept_as_their_hash() {
        let (one, other) = (token(), token());
        assert_ne!(one, other);
        assert_ne!(token_hash(&one), token_hash(&other));
        assert_eq!(token_hash(&one), token_hash(&one));
        assert_eq!(hex(&token_hash(&"0".repeat(64)).unwrap())[..8], *"60e05bd1");
    }

    #[test]
    fn what_is_no_token_has_no_hash() {
        for text in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65)] {
            assert_eq!(token_hash(text), None, "{text}");
        }
    }

    #[test]
    fn a_customer_id_has_nine_to_twelve_digits() {
        for _ in 0..1_000 {
            assert!((100_000_000..=999_999_999_999).contains(&customer_id().0));
        }
    }
}
