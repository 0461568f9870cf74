//! What people type: characters that nobody sees, or that turn the line around, are refused where they would deceive.

#![cfg(not(target_arch = "wasm32"))]

use handover_core::form::{profile_errors, reason_errors};
use handover_core::parse::parse_username;
use handover_core::wire::ContactBody;

#[test]
fn a_username_has_no_character_that_nobody_sees() {
    // Soft hyphen, zero-width space, joiner, right-to-left mark and override, word joiner, isolate, byte order mark,
    // variation selector, tag.
    for invisible in "\u{ad}\u{200b}\u{200d}\u{200f}\u{202e}\u{2060}\u{2066}\u{feff}\u{fe0f}\u{e0061}".chars() {
        for typed in [format!("pau{invisible}la@example.com"), format!("{invisible}paula@example.com")] {
            assert!(parse_username(&typed).is_err(), "{}", typed.escape_unicode());
        }
    }
    for seen in ["jörg@bücher.example", "jo\u{308}rg@example.com", "فاطمة@مثال.example", "தமிழ்@example.com"]
    {
        assert!(parse_username(seen).is_ok(), "{seen}");
    }
}

#[test]
fn a_line_does_not_turn_around_and_is_one_line() {
    for turning in ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}', '\u{2029}'] {
        let text = format!("Paula{turning} Oliveira");
        assert_eq!(reason_errors(&text)[0].code, "control-characters", "{}", text.escape_unicode());
        let errors = profile_errors(&ContactBody { name: text, ..ContactBody::default() });
        assert_eq!((errors[0].field.as_str(), errors[0].code.as_str()), ("name", "control-characters"));
    }
    assert!(reason_errors("فاطمة الزهراء").is_empty());
}
