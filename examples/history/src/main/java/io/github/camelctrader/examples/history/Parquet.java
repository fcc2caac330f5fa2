package io.github.camelctrader.examples.history;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import blue.strategic.parquet.Dehydrator;
import blue.strategic.parquet.ParquetWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** Rows as Parquet: times as timestamps, prices as exact decimals. */
final class Parquet implements Finish {
    private static final int DIGITS = 5;

    private final MessageType schema;
    private final Dehydrator<String[]> columns;

    Parquet(boolean ticks) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        if (ticks) {
            time(message, "time");
            message.required(BINARY).as(stringType()).named("side");
            price(message, "price");
            columns = (row, out) -> {
                out.write("time", Long.parseLong(row[0]));
                out.write("side", row[1]);
                out.write("price", unscaled(row[2]));
            };
        } else {
            time(message, "openTime");
            price(message, "open", "high", "low", "close");
            message.required(INT64).named("tickVolume");
            columns = (row, out) -> {
                out.write("openTime", Long.parseLong(row[0]));
                out.write("open", unscaled(row[1]));
                out.write("high", unscaled(row[2]));
                out.write("low", unscaled(row[3]));
                out.write("close", unscaled(row[4]));
                out.write("tickVolume", Long.parseLong(row[5]));
            };
        }
        schema = message.named(ticks ? "tick" : "bar");
    }

    private static void time(Types.MessageTypeBuilder message, String name) {
        message.required(INT64).as(timestampType(true, MILLIS)).named(name);
    }

    private static void price(Types.MessageTypeBuilder message, String... names) {
        for (String name : names) {
            message.required(INT64).as(decimalType(DIGITS, 18)).named(name);
        }
    }

    private static long unscaled(String price) {
        return new BigDecimal(price).setScale(DIGITS).unscaledValue().longValueExact();
    }

    @Override
    public void make(Path csv, Path made) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(csv);
                ParquetWriter<String[]> writer = ParquetWriter.writeFile(schema, made.toFile(), columns)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line.split(","));
            }
        }
    }
}
