package org.myrmex.example.counting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.testkit.plugin.PlainMetrics;

/** Whatever the API says to a routing or hears of it, now or in a later version, is said on with the same words. */
class PassingOnTest {
    private final List<Object> heard = new ArrayList<>();
    private final Counts counts = new Counts(new PlainMetrics());

    @ParameterizedTest
    @ValueSource(classes = {RoutingProtocol.class, Outbox.class})
    void everyMethodIsPassedOnAsItIs(Class<?> type) throws ReflectiveOperationException {
        Object below = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            heard.add(method);
            heard.addAll(Arrays.asList(args == null ? new Object[0] : args));
            return result(method);
        });
        Object counting = type == Outbox.class
                ? new CountingOutbox((Outbox) below, counts)
                : new CountingRouting((RoutingProtocol) below, counts);
        for (Method method : type.getMethods()) {
            heard.clear();
            Object[] args = Arrays.stream(method.getParameterTypes())
                    .map(PassingOnTest::some)
                    .toArray();
            Object returned = method.invoke(counting, args);
            assertEquals(method, heard.get(0));
            assertEquals(args.length, heard.size() - 1, method.getName());
            for (int i = 0; i < args.length; i++) {
                boolean primitive = method.getParameterTypes()[i].isPrimitive();
                assertTrue(primitive ? args[i].equals(heard.get(1 + i)) : args[i] == heard.get(1 + i), "" + method);
            }
            if (method.getReturnType() == byte[].class) {
                assertSame(SAVED, returned);
            } else {
                assertEquals(result(method), returned);
            }
        }
    }

    private static final byte[] SAVED = {1, 2, 3};

    private static Object result(Method method) {
        if (method.getReturnType() == byte[].class) {
            return SAVED;
        }
        return method.getReturnType() == long.class ? (Object) 42L : null;
    }

    /** Something of that type; what the counting does not look at is nothing. */
    private static Object some(Class<?> type) {
        if (type == long.class) {
            return 7L;
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.allocate(84);
        } else if (type == Body.class) {
            return Body.of(new byte[1024]);
        } else if (type == Message.class) {
            return new Message(
                    MessageKind.DATAGRAM,
                    VirtualAddress.EVERYBODY,
                    VirtualAddress.EVERYBODY,
                    new byte[Message.ID_BYTES],
                    Body.of(new byte[1024]));
        } else if (type == LinkId.class) {
            return new LinkId(3);
        } else if (type == Handle.class) {
            return new Handle(4);
        } else if (type == Optional.class) {
            return Optional.of("anything");
        } else if (type == byte[].class) {
            return new byte[32];
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == RandomGenerator.class) {
            return new java.util.SplittableRandom(1);
        }
        return null;
    }
}
