//! Names of countries, from the browser. The page itself only knows the codes.

use crate::components::Choice;
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The officially assigned codes of ISO 3166-1 alpha-2, one after the other.
const CODES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCN\
    COCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMIN\
    IOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNE\
    NFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJ\
    TKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// `Germany (DE)`; the code alone where the browser does not know it.
pub fn country_name(code: &str) -> String {
    name_in(&names(), code)
}

/// All countries by name, after an entry that asks to choose. A code of the record that is none of them is kept.
pub fn country_choices(current: &str) -> Vec<Choice> {
    let names = names();
    let mut codes =
        CODES.as_bytes().chunks_exact(2).filter_map(|code| std::str::from_utf8(code).ok()).collect::<Vec<_>>();
    if !current.is_empty() && !codes.contains(&current) {
        codes.push(current);
    }
    let compare = Intl::Collator::new(&english(), &Object::new()).compare();
    let is_before = |one: &Choice, other: &Choice| {
        let order = compare.call2(&JsValue::UNDEFINED, &one.label.as_str().into(), &other.label.as_str().into());
        order.ok().and_then(|order| order.as_f64()).unwrap_or_default() <= 0.0
    };
    let mut choices = Vec::<Choice>::with_capacity(codes.len() + 1);
    for code in codes {
        let choice = Choice::new(code, name_in(&names, code));
        // Each into its place: sorting at the end is a larger download.
        choices.insert(choices.partition_point(|other| is_before(other, &choice)), choice);
    }
    choices.insert(0, Choice::new("", "Choose a country"));
    choices
}

fn name_in(names: &Intl::DisplayNames, code: &str) -> String {
    // The browser throws at anything that has not the form of a code, and an old record may have none.
    if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return code.to_owned();
    }
    let name = names.of(code).map(String::from).unwrap_or_default();
    if name.is_empty() || name == code { code.to_owned() } else { format!("{name} ({code})") }
}

fn names() -> Intl::DisplayNames {
    let options = Object::new();
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(&options, &"type".into(), &"region".into());
    Intl::DisplayNames::new(&english(), &options)
}

/// The panel speaks English, and so do the names that it asks for.
fn english() -> Array {
    Array::of1(&"en".into())
}
