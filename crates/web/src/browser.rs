//! What only the browser can do: dates and money in the person's own locale, the clipboard, the theme, focus and title.
//!
//! No page and no request is known here.

use handover_core::Timestamp;
use js_sys::{Array, Date, Intl, JsString, Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// The moment by the person's clock. It only ever decides what is shown, never what is allowed.
pub fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date have no fraction and fit 53 bits")]
    Timestamp(Date::now() as i64)
}

/// How much of a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// `3 Dec 2026`
    Day,
    /// `3 Dec 2026, 15:05`
    Minute,
}

/// A moment in the person's locale and time zone.
pub fn local_time(at: Timestamp, precision: Precision) -> String {
    let options = match precision {
        Precision::Day => options(&[("dateStyle", "medium")]),
        Precision::Minute => options(&[("dateStyle", "medium"), ("timeStyle", "short")]),
    };
    let format = Intl::DateTimeFormat::new(&Array::new(), &options);
    let text = format.format().call1(&JsValue::UNDEFINED, &date(at));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| at.utc_minute())
}

/// A moment for `<time datetime>`.
pub fn iso_time(at: Timestamp) -> String {
    date(at).to_iso_string().into()
}

/// An amount in the person's locale, with as many decimals as the currency has.
pub fn local_money(amount_minor: i64, currency: &str) -> String {
    let format = Intl::NumberFormat::new(&Array::new(), &options(&[("style", "currency"), ("currency", currency)]));
    let digits = Reflect::get(&format.resolved_options(), &"maximumFractionDigits".into());
    let digits = digits.ok().and_then(|digits| digits.as_f64()).unwrap_or(2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100 by ECMA-402")]
    let amount = decimal(amount_minor, digits as usize);
    // Browsers take a number as text too, and then exactly.
    let text = format.format().call1(&JsValue::UNDEFINED, &JsValue::from_str(&amount));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| [&amount, currency].join(" "))
}

/// `1234` of 2 digits is `12.34`.
fn decimal(minor: i64, digits: usize) -> String {
    let mut text = minor.unsigned_abs().to_string();
    while text.len() <= digits {
        text.insert(0, '0');
    }
    if digits > 0 {
        text.insert(text.len() - digits, '.');
    }
    if minor < 0 {
        text.insert(0, '-');
    }
    text
}

/// A text in small letters, for comparing; the browser has the tables of Unicode, so the page needs none.
pub fn small_letters(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

fn date(at: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "dates of this millennium are far below 2^53 milliseconds")]
    Date::new(&JsValue::from_f64(at.0 as f64))
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

/// Copies a text; false where the browser keeps its clipboard closed (on plain HTTP, for example).
pub async fn copy_text(text: &str) -> bool {
    // `navigator.clipboard` is absent on plain HTTP, where calling it would throw.
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// What the person chose for light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All three, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its word in the browser's storage and in the attribute that the stylesheet reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Name on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// What is in force now; `boot.js` put it there before the first paint.
    pub fn current() -> Self {
        let word = document().document_element().and_then(|root| root.get_attribute("data-theme"));
        Self::ALL.into_iter().find(|theme| Some(theme.word()) == word.as_deref()).unwrap_or(Self::System)
    }

    /// Puts it in force and keeps it, where the browser lets a page keep things.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            // The attribute's name is valid, so setting and removing it cannot fail.
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                Self::Light | Self::Dark => root.set_attribute("data-theme", self.word()),
            };
        }
        if let Ok(Some(storage)) = window().local_storage() {
            // A full or closed storage only means that the choice ends with the page.
            let _ = match self {
                Self::System => storage.remove_item("theme"),
                Self::Light | Self::Dark => storage.set_item("theme", self.word()),
            };
        }
    }
}

/// Moves the focus to the element with this id.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(&element);
    }
}

/// Moves the focus without scrolling; the router and the browser decide where the page stands.
pub fn focus(element: &JsValue) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// A panic ends a WebAssembly program for good: says so in plain elements that need nothing of it any more.
pub fn show_a_notice_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        let Some(body) = document().body() else { return };
        if document().get_element_by_id("crash").is_some() {
            return;
        }
        let element = |name: &str, text: &str| {
            document().create_element(name).ok().inspect(|element| element.set_text_content(Some(text)))
        };
        let parts = (
            element("section", ""),
            element("h1", "This page stopped working"),
            element("p", "Nothing was changed that the server had not confirmed. Reload the page to go on."),
            element("a", "Reload the page"),
        );
        if let (Some(section), Some(title), Some(text), Some(link)) = parts {
            // The names are valid and the elements fresh, so none of these can fail.
            let _ = section.set_attribute("id", "crash");
            let _ = section.set_attribute("role", "alert");
            let _ = link.set_attribute("href", "");
            let _ = link.set_attribute("rel", "external");
            let _ = link.set_attribute("class", "button primary");
            let _ = section.append_child(&title);
            let _ = section.append_child(&text);
            let _ = section.append_child(&link);
            let _ = body.prepend_with_node_1(&section);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::decimal;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn minor_units_become_decimals() {
        assert_eq!(decimal(123_456, 2), "1234.56");
        assert_eq!(decimal(5, 2), "0.05");
        assert_eq!(decimal(0, 2), "0.00");
        assert_eq!(decimal(4_999, 0), "4999");
        assert_eq!(decimal(-1_050, 3), "-1.050");
    }
}
