//! The adapter between the store's functions and the database engine: [`Tx`], [`Row`], [`Value`].
//!
//! SQL is written with `$1` placeholders, as PostgreSQL wants them; SQLite gets `?1`. A `Tx` never outlives its
//! transaction and never begins or ends one: only [`crate::store::Store`] does.

use handover_core::Timestamp;
use handover_core::ids::{ActionId, ContactId, CustomerId, InvoiceId, LoginId, MoveId, OrderId, ResellerId};
use rusqlite::types::ValueRef;

/// What can go wrong below the store's functions.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine refused a statement.
    #[error("database: {0}")]
    Engine(#[from] rusqlite::Error),
    /// A row is not as the schema promises.
    #[error("unexpected row: {0}")]
    UnexpectedRow(String),
    /// The store's thread is gone.
    #[error("the store has stopped")]
    Stopped,
}

impl StoreError {
    /// Whether a key, a check or a trigger of the schema refused the change.
    #[must_use]
    pub fn is_constraint(&self) -> bool {
        match self {
            Self::Engine(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation),
            Self::UnexpectedRow(_) | Self::Stopped => false,
        }
    }
}

/// One column's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Numbers, times, booleans.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The values of a statement: `values![order_id, "Active", None::<i64>]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::store::tx::Value::from($value)),*]
    };
}

/// One row, its columns in the order of the SELECT.
#[derive(Clone, Debug)]
pub struct Row(Vec<Value>);

impl Row {
    /// The column at `index`, from 0.
    ///
    /// # Errors
    /// When it is missing or of another type.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, StoreError> {
        let value = self.0.get(index).ok_or_else(|| StoreError::UnexpectedRow(format!("no column {index}")))?;
        T::from_value(value).ok_or_else(|| StoreError::UnexpectedRow(format!("column {index} is {value:?}")))
    }

    /// A column that holds one of the words of an enum.
    ///
    /// # Errors
    /// When it is missing or no such word.
    pub fn word<T>(&self, index: usize, from_text: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let text: String = self.get(index)?;
        from_text(&text).ok_or_else(|| StoreError::UnexpectedRow(format!("column {index} is {text:?}")))
    }
}

/// An open transaction.
pub struct Tx<'connection> {
    connection: &'connection rusqlite::Connection,
}

impl<'connection> Tx<'connection> {
    pub(super) const fn new(connection: &'connection rusqlite::Connection) -> Self {
        Self { connection }
    }

    /// Runs a statement and tells how many rows it changed.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn execute(&self, sql: &str, values: &[Value]) -> Result<usize, StoreError> {
        let mut statement = self.connection.prepare_cached(&question_marks(sql))?;
        Ok(statement.execute(rusqlite::params_from_iter(values))?)
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.connection.prepare_cached(&question_marks(sql))?;
        let column_count = statement.column_count();
        let mut found = statement.query(rusqlite::params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let columns = (0..column_count).map(|index| row.get_ref(index).map(Value::from));
            rows.push(Row(columns.collect::<Result<_, _>>()?));
        }
        Ok(rows)
    }

    /// The only row of a query, if there is one.
    ///
    /// # Errors
    /// When the engine refuses it, or there are two.
    pub fn row(&self, sql: &str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        let mut rows = self.rows(sql, values)?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            count => Err(StoreError::UnexpectedRow(format!("{count} rows where one was expected"))),
        }
    }

    /// Runs a script of several statements without values.
    ///
    /// # Errors
    /// When the engine refuses one of them.
    pub fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch(sql)?)
    }
}

/// `$1` to `?1`. A dollar sign before a digit is always a placeholder: no SQL of ours has it in a text.
fn question_marks(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut characters = sql.chars().peekable();
    while let Some(character) = characters.next() {
        let is_placeholder = character == '$' && characters.peek().is_some_and(char::is_ascii_digit);
        out.push(if is_placeholder { '?' } else { character });
    }
    out
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            // No column is REAL: STRICT tables would refuse it.
            ValueRef::Real(number) => Self::Text(number.to_string()),
            ValueRef::Text(bytes) => Self::Text(String::from_utf8_lossy(bytes).into_owned()),
            ValueRef::Blob(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }
}

/// A type that a column can be read as.
pub trait FromValue: Sized {
    /// `None` where the value is of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Integer(number) = value { Some(*number) } else { None }
    }
}

impl FromValue for u32 {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value)?.try_into().ok()
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        Some(i64::from_value(value)? != 0)
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Integer(i64::from(yes))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<T> From<Option<T>> for Value
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

macro_rules! integer_column {
    ($($name:ident),+ $(,)?) => {$(
        impl From<$name> for Value {
            fn from(number: $name) -> Self {
                Self::Integer(number.0)
            }
        }

        impl FromValue for $name {
            fn from_value(value: &Value) -> Option<Self> {
                i64::from_value(value).map($name)
            }
        }
    )+};
}

integer_column!(Timestamp, CustomerId, ResellerId, OrderId, ActionId, InvoiceId, ContactId, LoginId, MoveId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_question_marks_and_other_dollar_signs_stay() {
        assert_eq!(question_marks("a = $1 AND b = $12 AND c = '$'"), "a = ?1 AND b = ?12 AND c = '$'");
    }
}
