package com.parkhold.payment;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Copies entities as a database would: what is stored and what somebody holds are different objects. */
final class Copies {

    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private Copies() {}

    @SuppressWarnings("unchecked") // a copy is of the same class
    static <T> T of(T entity) {
        Shape shape = SHAPES.computeIfAbsent(entity.getClass(), Copies::shape);
        try {
            Object copy = shape.constructor.newInstance();
            for (Field field : shape.fields) {
                field.set(copy, value(field.get(entity)));
            }
            return (T) entity.getClass().cast(copy);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object value(Object value) {
        return switch (value) {
            case AtProvider part -> of(part);
            case Funds part -> of(part);
            case Owing part -> of(part);
            case List<?> list -> new ArrayList<>(list);
            case null, default -> value;
        };
    }

    private static Shape shape(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            List<Field> fields = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
            return new Shape(constructor, fields);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Shape(Constructor<?> constructor, List<Field> fields) {}
}
