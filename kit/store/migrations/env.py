"""Run migrations on the connection handed over; its owner holds the transaction."""

from alembic import context

from kit.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
