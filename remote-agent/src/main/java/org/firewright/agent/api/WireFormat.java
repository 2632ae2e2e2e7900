package org.firewright.agent.api;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;

/**
 * How the contract's values look as JSON: records as objects, constants of enums by their names, and a value of a
 * sealed interface as an object of one member, which the record's simple name leads to: what follows can be read without
 * looking ahead.
 */
public final class WireFormat {
    private WireFormat() {}

    /** Reads and writes the messages of a connection, either end of it, whose methods are these. */
    public static MessageJsonHandler handler(Map<String, JsonRpcMethod> methods) {
        return new MessageJsonHandler(methods, WireFormat::configureConnection) {
            @Override
            public String serialize(Message message) {
                TextWriter text = new TextWriter();
                serialize(message, text);
                return text.toString();
            }
        };
    }

    private static void configureConnection(GsonBuilder gson) {
        configure(gson);
        gson.registerTypeAdapter(RuleListing.class, new RuleListingJson(false).nullSafe());
    }

    /** Makes a Gson understand the contract. */
    public static void configure(GsonBuilder gson) {
        gson.registerTypeAdapterFactory(new SealedInterfaces());
        gson.registerTypeAdapterFactory(new Constants());
        gson.registerTypeAdapter(RuleListing.class, new RuleListingJson(true).nullSafe());
        gson.registerTypeAdapter(MovedCounters.class, new MovedCounters.Json().nullSafe());
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackage().equals(WireFormat.class.getPackage());
    }

    /** Writes names: LSP4J would write numbers, which change their meaning when a constant is put in between. */
    private static final class Constants implements TypeAdapterFactory {
        @Override
        public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            Class<? super T> constants = type.getRawType();
            return constants.isEnum() && isOurs(constants) ? new Names<T>(constants).nullSafe() : null;
        }
    }

    private static final class Names<T> extends TypeAdapter<T> {
        private final Class<? super T> constants;

        Names(Class<? super T> constants) {
            this.constants = constants;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(((Enum<?>) value).name());
        }

        @Override
        public T read(JsonReader in) throws IOException {
            String name = in.nextString();
            for (Object constant : constants.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    @SuppressWarnings("unchecked") // the class of T holds only its own constants
                    T value = (T) constant;
                    return value;
                }
            }
            throw new JsonParseException("There is no " + constants.getSimpleName() + " of name " + name + ".");
        }
    }

    private static final class SealedInterfaces implements TypeAdapterFactory {
        @Override
        public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            // The alternatives too: where Gson or LSP4J goes by a value's own class, the kind must not be lost.
            Class<?> base = sealedInterface(type.getRawType());
            return base == null ? null : new Alternatives<>(gson, this, base);
        }

        private static Class<?> sealedInterface(Class<?> type) {
            if (type.isInterface() && type.isSealed() && isOurs(type)) {
                return type;
            }
            for (Class<?> above : type.getInterfaces()) {
                if (above.isSealed() && isOurs(above)) {
                    return above;
                }
            }
            return null;
        }
    }

    private static final class Alternatives<T> extends TypeAdapter<T> {
        private final Gson gson;
        private final TypeAdapterFactory factory;
        private final Class<?> base;
        /** Gson makes such an adapter anew each time it is asked for one, by reflection. */
        private final Map<Class<?>, TypeAdapter<Object>> adapters = new ConcurrentHashMap<>();

        Alternatives(Gson gson, TypeAdapterFactory factory, Class<?> base) {
            this.gson = gson;
            this.factory = factory;
            this.base = base;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.beginObject().name(value.getClass().getSimpleName());
            adapter(value.getClass()).write(out, value);
            out.endObject();
        }

        @Override
        public T read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                throw new JsonParseException("A " + base.getSimpleName() + " must be an object.");
            }
            in.beginObject();
            String name = in.hasNext() ? in.nextName() : "";
            for (Class<?> alternative : base.getPermittedSubclasses()) {
                if (alternative.getSimpleName().equals(name)) {
                    @SuppressWarnings("unchecked") // a permitted subclass of base is a T
                    T value = (T) adapter(alternative).read(in);
                    in.endObject();
                    return value;
                }
            }
            throw new JsonParseException("There is no " + base.getSimpleName() + " of kind " + name + ".");
        }

        @SuppressWarnings("unchecked") // the class of the value is what its adapter adapts
        private TypeAdapter<Object> adapter(Class<?> alternative) {
            return adapters.computeIfAbsent(
                    alternative, known -> (TypeAdapter<Object>) gson.getDelegateAdapter(factory, TypeToken.get(known)));
        }
    }
}
