package io.github.camelctrader;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.google.protobuf.Message;
import io.github.camelctrader.client.Facts;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson write events and answers of this component, also inside of lists and objects of an application, in the same JSON as
 * Camel's converters do. Data formats of Camel find it by themselves, and so do mappers that look for modules on the class path;
 * with other mappers it is registered like any module. Reading is left to Jackson: JSON becomes a Map, which a producer takes.
 */
public final class CTraderJacksonModule extends Module {
    @Override
    public String getModuleName() {
        return "camel-ctrader";
    }

    @Override
    public Object getTypeId() {
        return CTraderJacksonModule.class;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new OfOpenApi());
    }

    private static final class OfOpenApi extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, @Nullable BeanDescription description) {
            Class<?> kind = type.getRawClass();
            boolean message =
                    Message.class.isAssignableFrom(kind) && kind.getName().startsWith(CTraderConverter.PACKAGES);
            return message || Facts.class.isAssignableFrom(kind) ? new JsonFormSerializer() : null;
        }
    }
}
