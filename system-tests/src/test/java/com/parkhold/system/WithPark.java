package com.parkhold.system;

import com.parkhold.system.client.Parkhold;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one stack that all of them share: up before the first, down after the last. */
final class WithPark implements ParameterResolver {

    private static final Namespace PLACE = Namespace.create(WithPark.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Park.class || type == Parkhold.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Park park = context.getRoot()
                .getStore(PLACE)
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .park();
        return parameter.getParameter().getType() == Park.class ? park : park.parkhold();
    }

    private record Running(Park park) implements AutoCloseable {
        static Running start() {
            Park park = Park.ofThisBuild();
            if (park.isBorrowed()) {
                return new Running(park);
            }
            park.run("down");
            park.run("reset");
            Park.Ended up = park.run("up");
            System.out.println(up.output());
            if (up.status() != 0) {
                park.run("down");
            }
            up.expectSuccess();
            return new Running(park);
        }

        @Override
        public void close() {
            if (!park.isBorrowed()) {
                park.run("down");
            }
        }
    }
}
