package io.github.camelctrader;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.camelctrader.client.Facts;
import io.github.camelctrader.client.InvalidRequestException;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;

/** The data type {@code ctrader:json}: answers and events of this component as JSON text on one line. */
@DataTypeTransformer(
        name = "ctrader:json",
        description = "Turns answers and events of the cTrader component into JSON text")
public class CTraderJsonDataTypeTransformer extends Transformer {
    /**
     * @throws InvalidRequestException when the body is neither a message of the Open API nor an event of this component
     */
    @Override
    public void transform(Message message, DataType from, DataType to) throws InvalidProtocolBufferException {
        Object body = message.getBody();
        String json = null;
        if (body instanceof com.google.protobuf.Message protobuf) {
            json = CTraderConverter.toJson(protobuf);
        } else if (body instanceof Facts facts) {
            json = CTraderConverter.toJson(facts);
        }
        if (json == null) {
            throw new InvalidRequestException(
                    "body", kind(body), "must be an answer or event of the ctrader component to become ctrader:json");
        }
        message.setBody(json);
    }

    private static String kind(@Nullable Object body) {
        return body == null ? "(absent)" : body.getClass().getName();
    }
}
