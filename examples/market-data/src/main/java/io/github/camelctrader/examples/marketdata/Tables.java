package io.github.camelctrader.examples.marketdata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The tables that the routes write, and what is in them. */
final class Tables {
    private final DataSource dataSource;

    /** Makes them where they are missing. */
    Tables(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists quotes(symbol varchar(100), quote_time bigint,"
                    + " bid decimal(18, 5), ask decimal(18, 5))");
            statement.execute(
                    "create table if not exists bars(symbol varchar(100), period varchar(4), open_time bigint,"
                            + " open_price decimal(18, 5), high_price decimal(18, 5), low_price decimal(18, 5),"
                            + " close_price decimal(18, 5), tick_volume bigint, recovered boolean,"
                            + " primary key(symbol, period, open_time))");
        }
    }

    long quotes() throws SQLException {
        return number("select count(*) from quotes");
    }

    long bars() throws SQLException {
        return number("select count(*) from bars");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
