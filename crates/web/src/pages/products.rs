//! The products, and which resellers have signed up for them (seed, S13). Filters stand in the address; the page Move
//! Services links to the one product and reseller that a move lacks.

mod table;

use super::customers::SearchBox;
use crate::api::{self, ApiError, Reading, Request};
use crate::components::{Choice, EmptyState, Load, Notice, PageHeader, ProblemNotice, SelectField, Tone};
use crate::router::{self, use_router};
use handover_core::Blocker;
use handover_core::ids::ResellerId;
use handover_core::wire::{ProductRow, path};
use leptos::prelude::*;
use table::products_table;

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    /// Part of a product's name.
    text: String,
    /// Only this reseller's sign-ups.
    reseller: Option<ResellerId>,
    /// Key of the product to be looked at.
    product: String,
}

impl Filter {
    fn address(&self) -> String {
        let mut address = String::from("/products");
        let mut separator = '?';
        let reseller = self.reseller.map(|reseller| reseller.to_string()).unwrap_or_default();
        for (name, value) in [("q", &self.text), ("reseller", &reseller), ("product", &self.product)] {
            if !value.is_empty() {
                address.push(separator);
                address.push_str(name);
                address.push('=');
                address.push_str(&api::percent_encode(value));
                separator = '&';
            }
        }
        address
    }
}

/// What the page works on.
#[derive(Clone, Copy)]
struct Products {
    filter: Memo<Filter>,
    reading: Reading<Vec<ProductRow>>,
    /// Product and reseller of the sign-up that is on its way.
    pending: RwSignal<Option<(String, ResellerId)>>,
    refusal: RwSignal<Option<ApiError>>,
    said: RwSignal<String>,
    /// Key of the product whose row takes the focus once it is shown.
    wanted: StoredValue<String>,
    /// Key of the product whose resellers were opened last.
    opened: StoredValue<String>,
}

/// The page at `/products`.
#[component]
pub fn ProductsPage() -> AnyView {
    let query = use_router().query();
    let filter = Memo::new(move |_| {
        query.with(|query| Filter {
            text: router::value(query, "q"),
            reseller: router::value(query, "reseller").parse().ok(),
            product: router::value(query, "product"),
        })
    });
    let page = Products {
        filter,
        reading: api::read(|| Request::get(path::PRODUCTS)),
        pending: RwSignal::new(None),
        refusal: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        wanted: StoredValue::new(filter.with_untracked(|filter| filter.product.clone())),
        opened: StoredValue::new(String::new()),
    };
    view! {
        <PageHeader title="Products" help="signing-up" />
        <div class="stack">
            <p class="lead-text">
                "What can be sold, for how many days a new order can be given back, and who has signed up. Services \
                 move to a customer of another reseller only where that reseller has signed up for each of their \
                 products."
            </p>
            <p class="outcome" role="status">{move || page.said.get()}</p>
            {move || page.refusal.get().map(|error| view! { <ProblemNotice error=error /> }.into_any())}
            <Load reading=page.reading view=move |products| products_view(page, products) lines=10 />
        </div>
    }
    .into_any()
}

fn products_view(page: Products, products: Vec<ProductRow>) -> AnyView {
    let Some(first) = products.first() else {
        return view! {
            <EmptyState title="There are no products">
                <p>"Whoever operates this panel adds them. Without products there are no orders to move."</p>
                <p class="state-actions"><a class="button" href="/orders">"Go to Orders"</a></p>
            </EmptyState>
        }
        .into_any();
    };
    let mut choices = vec![Choice::new("", "All resellers")];
    choices
        .extend(first.resellers.iter().map(|row| Choice::new(row.reseller_id.to_string(), row.reseller_name.clone())));
    let has_choice = first.resellers.len() > 1;
    let asked = asked_for(page.filter, &products);
    let products = StoredValue::new(products);
    let table = move || products.with_value(|products| products_table(page, products));
    view! {
        {asked}
        <div>
            <Filters filter=page.filter choices=choices has_choice=has_choice />
            {table}
        </div>
    }
    .into_any()
}

/// What Move Services sent the person here for, in the words in which it refused.
fn asked_for(filter: Memo<Filter>, products: &[ProductRow]) -> Option<AnyView> {
    let Filter { reseller, product, .. } = filter.get_untracked();
    let reseller = reseller?;
    let product = products.iter().find(|row| row.product_key == product)?;
    let row = product.resellers.iter().find(|row| row.reseller_id == reseller)?;
    if row.signed_up {
        let text =
            format!("{} has signed up for {}. A move no longer stops because of it.", row.reseller_name, product.name);
        return Some(
            view! {
                <Notice tone=Tone::Success title=text>
                    <p>"Go back to the order and check the move again."</p>
                </Notice>
            }
            .into_any(),
        );
    }
    let message = Blocker::NoSignUp {
        product_key: product.product_key.clone(),
        product_name: product.name.clone(),
        reseller_id: reseller,
    };
    let reseller_name = row.reseller_name.clone();
    Some(
        view! {
            <Notice tone=Tone::Warning title="A move is waiting for this sign-up.">
                <p>
                    "Move Services says: " <q class="message">{message.to_string()}</q> " This is about "
                    <strong>{reseller_name}</strong> "."
                </p>
            </Notice>
        }
        .into_any(),
    )
}

#[component]
fn Filters(filter: Memo<Filter>, choices: Vec<Choice>, has_choice: bool) -> AnyView {
    let router = use_router();
    let go = move |filter: Filter| router.refine(&filter.address());
    let search = Callback::new(move |text: String| {
        let filter = filter.get_untracked();
        if filter.text != text {
            go(Filter { text, ..filter });
        }
    });
    let choose = Callback::new(move |reseller: String| {
        go(Filter { reseller: reseller.parse().ok(), ..filter.get_untracked() });
    });
    let chosen = move || filter.with(|filter| filter.reseller.map(|id| id.to_string()).unwrap_or_default());
    view! {
        <form class="filters" role="search" on:submit=|event| event.prevent_default()>
            <SearchBox
                id="product-search"
                label="Product"
                value=Memo::new(move |_| filter.with(|filter| filter.text.clone()))
                on_search=search
            />
            {has_choice
                .then(|| {
                    view! {
                        <SelectField
                            id="product-reseller"
                            label="Reseller"
                            value=Signal::derive(chosen)
                            choices=Signal::stored(choices)
                            on_choose=choose
                        />
                    }.into_any()
                })}
        </form>
    }
    .into_any()
}
