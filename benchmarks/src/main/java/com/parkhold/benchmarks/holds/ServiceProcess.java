package com.parkhold.benchmarks.holds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The service in a process of its own, so that it can be killed as no process can kill itself. */
public final class ServiceProcess implements AutoCloseable {

    private static final String LISTENING = "listening on ";

    private final Process process;
    private final int port;

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param arguments database, Redis port, and what else the service is told */
    static ServiceProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ServiceProcess.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(LISTENING)) {
                int port = Integer.parseInt(line.substring(LISTENING.length()));
                Thread.ofVirtual().start(() -> drain(out));
                return new ServiceProcess(process, port);
            }
        }
        throw new IOException("The service did not start");
    }

    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {
                // nobody reads it
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    int port() {
        return port;
    }

    /** {@code kill -9}. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Runs the service until it is killed. */
    public static void main(String[] arguments) {
        String[] more = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
        Product product = new Product(arguments[0], Integer.parseInt(arguments[1]), more);
        System.out.println(LISTENING + product.port());
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park(product);
        }
    }
}
