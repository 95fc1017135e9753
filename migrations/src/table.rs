//! Short words for making tables, so that a step reads as the list of its columns.

use sea_orm_migration::prelude::*;

/// A new table.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// A reference to the `id` of another table; what it refers to cannot be deleted before it.
pub fn reference(column: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col(column)
        .to(table, "id")
        .to_owned()
}

/// A reference that goes when the row it refers to goes.
pub fn part_of(column: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    reference(column, table)
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// Makes an index over columns, unique or not.
pub async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let mut statement = Index::create();
    statement
        .name(format!("{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        statement.col(*column);
    }
    if unique {
        statement.unique();
    }
    manager.create_index(statement).await
}
