package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An example of a journal in another store: one row for each operation, with the record as bytes. Whoever takes it over
 * deletes settled rows now and then, and lets one process at a time use the table.
 */
final class JdbcOrderJournal implements OrderJournal {
    private static final String CREATE = "CREATE TABLE IF NOT EXISTS order_journal ("
            + "operation VARCHAR(200) PRIMARY KEY, settled BOOLEAN NOT NULL, updated TIMESTAMP WITH TIME ZONE NOT NULL,"
            + " content VARBINARY(1000000) NOT NULL)";
    private static final String READ = "SELECT content FROM order_journal";
    private static final String WRITE = "MERGE INTO order_journal KEY (operation) VALUES (?, ?, ?, ?)";

    private final ReentrantLock lock = new ReentrantLock();
    private final String url;
    private @Nullable Connection connection;

    JdbcOrderJournal(String url) {
        this.url = url;
    }

    @Override
    public List<OrderRecord> open() {
        lock.lock();
        try {
            if (connection == null) {
                // Every statement is a transaction of its own, over when it returns.
                connection = DriverManager.getConnection(url);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(CREATE);
                List<OrderRecord> records = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(READ)) {
                    while (rows.next()) {
                        records.add(OrderRecord.parseFrom(rows.getBytes(1)));
                    }
                }
                return records;
            }
        } catch (SQLException e) {
            throw new OrderJournalException("The order journal at " + url + " cannot be read", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(OrderRecord record) {
        lock.lock();
        try {
            if (connection == null) {
                throw new OrderJournalException("The order journal at " + url + " is closed", null);
            }
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                statement.setString(1, record.environment() + " " + record.accountId() + " " + record.operationId());
                statement.setBoolean(2, record.phase().isSettled());
                statement.setObject(3, record.updatedAt());
                statement.setBytes(4, record.toByteArray());
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new OrderJournalException("The order journal at " + url + " cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (Connection open = connection) {
            connection = null;
        } catch (SQLException e) {
            throw new OrderJournalException("The order journal at " + url + " did not close", e);
        } finally {
            lock.unlock();
        }
    }
}
