//! "Contact details": the checkbox of the seed's step 5, what each choice does, and every role before and after.

use super::drawn::{drawn, text, word};
use super::known::Known;
use crate::components::{Notice, Tone};
use handover_core::Plan;
use handover_core::facts::ContactRole;
use handover_core::plan::ContactAfter;
use leptos::prelude::*;

/// The section.
#[component]
pub fn ContactsSection(
    /// The page.
    known: Known,
) -> AnyView {
    let registrant_changes = Memo::new(move |_| with_plan(known, |plan| plan.registrant_changes).unwrap_or(false));
    let retains = known.retain_contacts;
    let rows = ContactRole::ALL.into_iter().map(|role| role_row(known, role)).collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="move-contacts">
            <header class="card-header"><h2 id="move-contacts">"Contact details"</h2></header>
            <div class="card-body">
            <label class="check">
                <input
                    type="checkbox"
                    name="retain_contacts"
                    id="retain_contacts"
                    aria-describedby="move-choice-effect"
                    prop:checked=move || retains.get()
                    on:change=move |event| retains.set(event_target_checked(&event))
                />
                <span class="check-title">"Retain the existing Contact Details"</span>
            </label>
            <ul class="move-effects" id="move-choice-effect">
                <li data-chosen=word(move || retains.get().then_some(""))>
                    <b>"Ticked: "</b>
                    "the contact details, and with them the Whois details of the domain name, stay as they are."
                </li>
                <li data-chosen=word(move || (!retains.get()).then_some(""))>
                    <b>"Not ticked: "</b>
                    "the contact details change to the default contacts of the new customer."
                </li>
            </ul>
            </div>
            <div class="table-area">
                <table class="table move-contacts">
                    <caption class="visually-hidden">"Contacts before and after the move, by role"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Role"</th>
                            <th scope="col">"Now"</th>
                            <th scope="col">"After the move"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="move-warning" role="status">
                {drawn(move || if registrant_changes.get() { warning() } else { ().into_any() })}
            </div>
        </section>
    }
    .into_any()
}

fn with_plan<T>(known: Known, read: impl FnOnce(&Plan) -> T) -> Option<T> {
    known.plan.with(|plan| plan.as_ref().map(read))
}

/// The registrant of a domain registration would change.
fn warning() -> AnyView {
    view! {
        <Notice tone=Tone::Warning title="The registrant of the domain name would change">
            <p>"The registry publishes the new one (Whois). Tick the box above to keep the present one."</p>
        </Notice>
    }
    .into_any()
}

fn role_row(known: Known, role: ContactRole) -> AnyView {
    // `None` before there is a plan; `Some(None)` where no service uses the role.
    let after = move || {
        with_plan(known, |plan| plan.contacts.iter().find(|change| change.role == role).map(|change| change.after))
    };
    let before = text(move || {
        let before = with_plan(known, |plan| {
            let change = plan.contacts.iter().find(|change| change.role == role);
            change.map_or_else(|| String::from("Not used"), |change| change.before.join("; "))
        });
        before.unwrap_or_else(|| String::from("…"))
    });
    let after_text = word(move || {
        Some(match after() {
            None => "…",
            Some(None) => "Not used",
            Some(Some(after)) => after_text(after),
        })
    });
    let after_word = word(move || {
        Some(match after() {
            None | Some(None) => "unused",
            Some(Some(after)) => after_word(after),
        })
    });
    view! {
        <tr>
            <th scope="row" class="strong">{role.name()}</th>
            <td data-label="Now">{before}</td>
            <td class="move-after" data-label="After" data-after=after_word>{after_text}</td>
        </tr>
    }
    .into_any()
}

/// What a role uses after the move, in words.
const fn after_text(after: ContactAfter) -> &'static str {
    match after {
        ContactAfter::Retained => "Stays as it is",
        ContactAfter::NewDefault => "Default contact of the new customer",
        ContactAfter::Missing => "Missing: the new customer has none",
        ContactAfter::Unknown => "Its default contact, not known yet",
    }
}

const fn after_word(after: ContactAfter) -> &'static str {
    match after {
        ContactAfter::Retained => "retained",
        ContactAfter::NewDefault => "default",
        ContactAfter::Missing => "missing",
        ContactAfter::Unknown => "unknown",
    }
}
