//! Tables that become cards where there is no room, names with values, and the cards around them.

use leptos::prelude::*;

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    label: &'static str,
    class: &'static str,
    is_label_hidden: bool,
}

impl Column {
    /// A column of text.
    pub const fn new(label: &'static str) -> Self {
        Self { label, class: "", is_label_hidden: false }
    }

    /// A column of amounts.
    pub const fn number(label: &'static str) -> Self {
        Self { label, class: "end number", is_label_hidden: false }
    }

    /// The column of a row's buttons; its label is only read out.
    pub const fn buttons() -> Self {
        Self { label: "What you can do", class: "end", is_label_hidden: true }
    }
}

/// A table whose first column names the row. The roles keep its meaning where its rows become cards.
#[component]
pub fn Table(
    /// What it lists, for screen readers.
    #[prop(into)]
    caption: String,
    /// Its columns.
    columns: Vec<Column>,
    /// One cell a column.
    rows: Vec<Vec<AnyView>>,
) -> AnyView {
    let rows = rows.into_iter().map(|cells| row(&columns, cells)).collect::<Vec<_>>();
    let heads = columns.into_iter().map(head).collect::<Vec<_>>();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn head(column: Column) -> AnyView {
    let class = if column.is_label_hidden { "visually-hidden" } else { "" };
    view! {
        <th role="columnheader" scope="col" class=column.class>
            <span class=class>{column.label}</span>
        </th>
    }
    .into_any()
}

fn row(columns: &[Column], cells: Vec<AnyView>) -> AnyView {
    let mut cells = columns.iter().zip(cells);
    let name =
        cells.next().map(|(_, cell)| view! { <th role="rowheader" scope="row" class="strong">{cell}</th> }.into_any());
    let rest = cells
        .map(|(column, cell)| {
            let label = (!column.is_label_hidden).then_some(column.label);
            view! { <td role="cell" class=column.class data-label=label>{cell}</td> }.into_any()
        })
        .collect::<Vec<_>>();
    view! { <tr role="row">{name} {rest}</tr> }.into_any()
}

/// Names and values.
#[component]
pub fn Facts(
    /// In reading order.
    facts: Vec<(&'static str, AnyView)>,
    /// `columns` for two columns where there is room.
    #[prop(optional)]
    kind: &'static str,
) -> AnyView {
    let rows = facts
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt> <dd>{value}</dd></div> }.into_any())
        .collect::<Vec<_>>();
    let mut class = String::from("facts ");
    class.push_str(kind);
    view! { <dl class=class>{rows}</dl> }.into_any()
}

/// A section with its heading.
#[component]
pub fn Card(
    /// Id of the heading.
    id: &'static str,
    /// The heading.
    title: &'static str,
    /// How many things are in it; nothing is said of zero.
    #[prop(optional)]
    count: usize,
    /// At the end of the heading's line.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    /// The content.
    children: Children,
) -> AnyView {
    let count = if count > 0 { count.to_string() } else { String::new() };
    view! {
        <section class="card" aria-labelledby=id>
            <header class="card-header">
                <h2 id=id>{title} " " <span class="count">{count}</span></h2>
                {aside}
            </header>
            {children()}
        </section>
    }
    .into_any()
}

/// What a card says where there is nothing.
pub fn card_note(text: String) -> AnyView {
    view! { <p class="card-empty">{text}</p> }.into_any()
}

/// What stands where a value is missing.
pub fn nothing() -> AnyView {
    view! { <span class="soft">"–"</span> }.into_any()
}
