//! The fields of a profile or a contact, once for everything that asks for them.
//!
//! It sends nothing; the page that shows it does.

use super::countries::country_choices;
use super::form_errors::FormErrors;
use crate::components::{Field, SelectField};
use handover_core::wire::ContactBody;
use leptos::prelude::*;

struct Line {
    field: &'static str,
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    inputmode: &'static str,
    is_required: bool,
}

/// The one-line fields in the order of the form; the country is chosen.
const LINES: [Line; 7] = [
    Line { field: "name", id: "contact-name", label: "Name", hint: "", inputmode: "text", is_required: true },
    Line {
        field: "company",
        id: "contact-company",
        label: "Company (optional)",
        hint: "",
        inputmode: "text",
        is_required: false,
    },
    Line { field: "email", id: "contact-email", label: "E-mail", hint: "", inputmode: "email", is_required: true },
    Line {
        field: "phone",
        id: "contact-phone",
        label: "Telephone",
        hint: "With the country code, such as +49 30 1234567.",
        inputmode: "tel",
        is_required: true,
    },
    Line {
        field: "address",
        id: "contact-address",
        label: "Street address",
        hint: "",
        inputmode: "text",
        is_required: true,
    },
    Line { field: "city", id: "contact-city", label: "City", hint: "", inputmode: "text", is_required: true },
    Line { field: "zip", id: "contact-zip", label: "Postal code", hint: "", inputmode: "text", is_required: true },
];

/// What is typed into the fields.
#[derive(Clone, Copy)]
pub struct ContactDraft {
    /// Stored, so that a draft stays small to pass on.
    lines: StoredValue<[RwSignal<String>; 7]>,
    country: RwSignal<String>,
}

impl ContactDraft {
    /// Nothing typed yet.
    pub fn new() -> Self {
        let lines = std::array::from_fn(|_| RwSignal::new(String::new()));
        Self { lines: StoredValue::new(lines), country: RwSignal::new(String::new()) }
    }

    /// Puts a record into the fields.
    pub fn fill(self, contact: &ContactBody) {
        let texts = [
            &contact.name,
            &contact.company,
            &contact.email,
            &contact.phone,
            &contact.address,
            &contact.city,
            &contact.zip,
        ];
        for (line, text) in self.lines.get_value().into_iter().zip(texts) {
            line.set(text.clone());
        }
        self.country.set(contact.country.to_ascii_uppercase());
    }

    /// What is typed, without the spaces around it; tracked.
    pub fn body(self) -> ContactBody {
        let [name, company, email, phone, address, city, zip] =
            self.lines.get_value().map(|line| line.with(|text| text.trim().to_owned()));
        ContactBody { name, company, email, phone, address, city, zip, country: self.country.get() }
    }

    /// The text of the e-mail field.
    pub fn email(self) -> RwSignal<String> {
        self.lines.get_value()[2]
    }
}

/// The fields.
#[component]
pub fn ContactFields(
    /// What is typed.
    draft: ContactDraft,
    /// What is wrong with it.
    errors: FormErrors,
) -> AnyView {
    let lines = LINES
        .into_iter()
        .zip(draft.lines.get_value())
        .map(|(line, value)| {
            view! {
                <Field
                    id=line.id
                    label=line.label
                    hint=line.hint
                    inputmode=line.inputmode
                    required=line.is_required
                    value=value
                    error=errors.of(line.field)
                />
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    // The core speaks of typing two letters; here one of a list is chosen.
    let country_error = errors.of("country");
    let country_error = Signal::derive(move || {
        let is_open = draft.country.with(String::is_empty);
        country_error.get().map(|text| if is_open { "This is empty. Choose a country.".to_owned() } else { text })
    });
    let choices = country_choices(&draft.country.get_untracked());
    view! {
        <div class="form-grid contact-fields">
            {lines}
            <SelectField
                id="contact-country"
                label="Country"
                value=draft.country
                choices=Signal::stored(choices)
                on_choose=Callback::new(move |code| draft.country.set(code))
                error=country_error
            />
        </div>
    }
    .into_any()
}
