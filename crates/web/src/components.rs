//! Parts that more than one page uses. None of them speaks HTTP; what they should do, their page tells them.

mod copy;
mod dialog;
mod dynamic;
mod field;
mod header;
mod load;
mod notice;
mod pager;
mod table;
mod text;

pub use copy::CopyButton;
pub use dialog::{Dialog, ReasonDialog};
pub use dynamic::dynamic;
pub use field::{Choice, Field, SelectField, SubmitButton, TextAreaField, field_error};
pub use header::{Crumb, PageHeader};
pub use load::{EmptyState, ErrorState, Load, LoadLive};
pub use notice::{Notice, ProblemNotice, Tone};
pub use pager::{Pager, query_from};
pub use table::{Card, Column, Facts, Table, card_note, nothing};
pub use text::{Badge, Day, Icon, Money, Time};
