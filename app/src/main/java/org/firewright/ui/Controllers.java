package org.firewright.ui;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.util.Callback;

/** Makes the controllers that FXML files name, with their collaborators. A class that is not registered fails. */
public final class Controllers implements Callback<Class<?>, Object> {
    private final Map<Class<?>, Supplier<?>> makers = new HashMap<>();

    /** Registers how a controller is made. */
    public <T> Controllers add(Class<T> type, Supplier<T> maker) {
        makers.put(type, maker);
        return this;
    }

    @Override
    public Object call(Class<?> type) {
        Supplier<?> maker = makers.get(type);
        if (maker == null) {
            throw new IllegalStateException("No one has registered how a " + type.getName() + " is made.");
        }
        return maker.get();
    }
}
