package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.HistoryRow;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows in a table; how far it is, is committed together with them. Plain SQL, tried with H2. */
final class DataBase implements Output {
    private final Query query;
    private final Connection connection;
    private final long next;

    DataBase(Query query, String url) throws IOException {
        this.query = query;
        try {
            connection = DriverManager.getConnection(url);
            next = prepare();
        } catch (SQLException e) {
            throw new IOException("The data base cannot be used: " + e.getMessage(), e);
        }
    }

    private long prepare() throws SQLException {
        connection.setAutoCommit(false);
        run("create table if not exists bars(symbol varchar(100), period varchar(4), open_time bigint,"
                + " open_price decimal(18, 5), high_price decimal(18, 5), low_price decimal(18, 5), close_price decimal(18, 5),"
                + " tick_volume bigint, primary key(symbol, period, open_time))");
        run("create table if not exists ticks(symbol varchar(100), side varchar(3), tick_time bigint, nr int,"
                + " price decimal(18, 5), primary key(symbol, side, tick_time, nr))");
        run("create table if not exists downloads(id varchar(200) primary key, done_until bigint)");
        long done = query.from() - 1;
        try (PreparedStatement known = statement("select done_until from downloads where id = ?", query.id());
                ResultSet found = known.executeQuery()) {
            if (found.next()) {
                done = found.getLong(1);
            } else {
                run("insert into downloads values (?, ?)", query.id(), done);
            }
        }
        connection.commit();
        return done + 1;
    }

    private PreparedStatement statement(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = statement(sql, values)) {
            statement.executeUpdate();
        }
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public void write(List<? extends HistoryRow> page) throws IOException {
        long last = time(page.get(page.size() - 1));
        try {
            String rows = query.isTicks()
                    ? "ticks where symbol = ? and side = ? and tick_time"
                    : "bars where symbol = ? and period = ? and open_time";
            run("delete from " + rows + " between ? and ?", query.symbol(), query.rows(), time(page.get(0)), last);
            insert(page);
            done(last);
        } catch (SQLException e) {
            throw new IOException("The data base did not take a page: " + e.getMessage(), e);
        }
    }

    private void insert(List<? extends HistoryRow> page) throws SQLException {
        long before = Long.MIN_VALUE;
        int nr = 0;
        try (PreparedStatement insert = connection.prepareStatement(
                query.isTicks()
                        ? "insert into ticks values (?, ?, ?, ?, ?)"
                        : "insert into bars values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (HistoryRow row : page) {
                insert.setString(1, query.symbol());
                insert.setString(2, query.rows());
                insert.setLong(3, time(row));
                if (row instanceof Tick tick) {
                    nr = tick.time() == before ? nr + 1 : 0;
                    before = tick.time();
                    insert.setInt(4, nr);
                    insert.setBigDecimal(5, tick.price());
                } else if (row instanceof Trendbar bar) {
                    insert.setBigDecimal(4, bar.open());
                    insert.setBigDecimal(5, bar.high());
                    insert.setBigDecimal(6, bar.low());
                    insert.setBigDecimal(7, bar.close());
                    insert.setLong(8, bar.tickVolume());
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void done(long until) throws SQLException {
        run("update downloads set done_until = ? where id = ?", until, query.id());
        connection.commit();
    }

    static long time(HistoryRow row) {
        return row instanceof Tick tick ? tick.time() : ((Trendbar) row).openTime();
    }

    @Override
    public void finish(long until) throws IOException {
        try {
            done(Math.min(until, query.to()));
        } catch (SQLException e) {
            throw new IOException("The data base did not take the end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("The data base was not closed: " + e.getMessage(), e);
        }
    }
}
