//! The one place where usernames and domain names become canonical: when something is stored or looked up.
//!
//! The page only checks form and trims, because the Unicode tables are too heavy for it; the core compares what was
//! made canonical here.

use handover_core::parse::Username;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_normalization::UnicodeNormalization as _;

/// Longest domain name without its trailing dot (RFC 1035, 2.3.4).
const DOMAIN_MAX_BYTES: usize = 253;

/// An e-mail address as it is stored and compared: NFC, case folded, its domain as A-labels (RFC 5890).
///
/// The part before the `@` is case folded against RFC 5321, 2.4, because no mailbox differs by case in practice and
/// two accounts that differ only so would be mixed up. `None` where the domain part is no domain name: nobody has such
/// an address.
#[must_use]
pub fn username(username: &Username) -> Option<String> {
    let (local, domain) = username.as_str().rsplit_once('@')?;
    let composed = local.nfc().collect::<String>();
    let folded = caseless::default_case_fold_str(&composed).nfc().collect::<String>();
    let domain = a_labels(domain.strip_suffix('.').unwrap_or(domain))?;
    Some(format!("{folded}@{domain}"))
}

/// The canonical username of a typed text; `None` where it is no e-mail address.
#[must_use]
pub fn typed_username(text: &str) -> Option<String> {
    username(&handover_core::parse::parse_username(text).ok()?)
}

/// A domain name as it is stored and compared (product.md, "Canonical domain name"): trimmed, without one leading
/// `*.`, A-labels in lower case, without one trailing dot, without one leading `www.` if two labels remain.
#[must_use]
pub fn domain(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("*.").unwrap_or(text);
    let name = a_labels(text.strip_suffix('.').unwrap_or(text))?;
    Some(without_www(&name).to_owned())
}

/// The beginning of a domain name, as far as a beginning can be made canonical: whole labels become A-labels, the last
/// one may be half typed.
#[must_use]
pub fn domain_beginning(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("*.").unwrap_or(text);
    let (whole, begun) = text.rsplit_once('.').map_or(("", text), |(whole, begun)| (whole, begun));
    let whole = whole.split('.').map(label_or_lower_case).collect::<Vec<_>>().join(".");
    let begun = label_or_lower_case(begun);
    let name = if whole.is_empty() { begun } else { format!("{whole}.{begun}") };
    without_www(&name).to_owned()
}

fn a_labels(domain: &str) -> Option<String> {
    let name = Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify)
        .ok()?;
    (name.len() <= DOMAIN_MAX_BYTES).then(|| name.into_owned())
}

fn label_or_lower_case(label: &str) -> String {
    if label.is_ascii() {
        return label.to_ascii_lowercase();
    }
    a_labels(label).unwrap_or_else(|| label.to_lowercase())
}

fn without_www(name: &str) -> &str {
    name.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_is_one_whatever_its_case_its_composition_and_its_domain_script() {
        let canonical = Some("jörg@xn--bcher-kva.example".to_owned());
        for typed in [
            "jörg@bücher.example",
            " J\u{d6}RG@B\u{dc}CHER.EXAMPLE ",
            "jo\u{308}rg@bu\u{308}cher.example",
            "Jörg@xn--bcher-kva.example.",
            "JÖRG@XN--BCHER-KVA.EXAMPLE",
        ] {
            assert_eq!(typed_username(typed), canonical, "{typed}");
        }
    }

    #[test]
    fn case_folding_is_unicodes_and_never_joins_letters_that_only_look_alike() {
        assert_eq!(typed_username("STRASSE@a.example"), typed_username("straße@a.example"));
        assert_eq!(typed_username("ΣΟΦΟΣ@a.example"), typed_username("σοφος@a.example"));
        assert_ne!(typed_username("mıke@a.example"), typed_username("mike@a.example"));
        assert_ne!(typed_username("pаul@a.example"), typed_username("paul@a.example"));
    }

    #[test]
    fn what_is_no_address_has_no_canonical_form() {
        for typed in ["", "a", "a@", "@a.example", "a@-.example", "a@b_c.example", "a@b c", "a@xn--\u{fffd}.example"] {
            assert_eq!(typed_username(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_domain_name_is_one_in_all_its_spellings() {
        let canonical = Some("yourdomainname.com".to_owned());
        for typed in [
            "yourdomainname.com",
            " YourDomainName.com. ",
            "www.yourdomainname.com",
            "*.yourdomainname.com",
            "*.www.yourdomainname.com",
        ] {
            assert_eq!(domain(typed), canonical, "{typed}");
        }
        assert_eq!(domain("bücher.example").as_deref(), Some("xn--bcher-kva.example"));
        assert_eq!(domain("www.com").as_deref(), Some("www.com"), "two labels have to remain");
        assert_eq!(domain("www.www.example.com").as_deref(), Some("www.example.com"), "only one www. goes");
        assert_eq!(domain("*.*.example.com"), None);
        assert_eq!(domain("a..example.com"), None);
        assert_eq!(domain(&format!("{}.com", "a".repeat(64))), None);
    }

    #[test]
    fn the_beginning_of_a_domain_name_stays_a_beginning() {
        assert_eq!(domain_beginning(" YourDom"), "yourdom");
        assert_eq!(domain_beginning("www.yourdom.c"), "yourdom.c");
        assert_eq!(domain_beginning("*.yourdom.com"), "yourdom.com");
        assert_eq!(domain_beginning("bücher.ex"), "xn--bcher-kva.ex");
        assert_eq!(domain_beginning("yourdom."), "yourdom.");
        assert_eq!(domain_beginning(""), "");
    }
}
