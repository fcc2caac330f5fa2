package io.github.camelctrader;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.google.protobuf.Message;
import io.github.camelctrader.client.Facts;
import io.github.camelctrader.message.JsonText;
import java.io.IOException;

/** Writes what {@link CTraderConverter} makes of a body, so that there is one JSON form, whoever asks for it. */
final class JsonFormSerializer extends JsonSerializer<Object> {
    @Override
    public void serialize(Object body, JsonGenerator generator, SerializerProvider provider) throws IOException {
        String json = body instanceof Message message
                ? CTraderConverter.toJson(message)
                : CTraderConverter.toJson((Facts) body);
        // By its values and not as a text, so that indentation and binary forms of JSON work too.
        provider.defaultSerializeValue(JsonText.readObject(json), generator);
    }

    /** No class name comes in, even where a mapper names those of all other values: the form has one reader, a Map. */
    @Override
    public void serializeWithType(
            Object body, JsonGenerator generator, SerializerProvider provider, TypeSerializer typeSerializer)
            throws IOException {
        serialize(body, generator, provider);
    }
}
