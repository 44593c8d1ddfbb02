package com.parkhold.local.supervisor.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a port is free, and if not, whose it is as far as the system lets us see. */
public final class ListeningPorts {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    private ListeningPorts() {}

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The process that listens there; empty where the system does not tell. */
    public static Optional<ProcessHandle> owner(int port) {
        return Optional.of(List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))).stream()
                .flatMap(List::stream)
                .flatMap(table -> lines(table).stream())
                .flatMap(line -> inodeOfListener(line, port).stream())
                .flatMap(inode -> holder(inode).stream())
                .findFirst();
    }

    /** The socket's inode, where this line of {@code /proc/net/tcp} is a listener on that port. */
    static Optional<String> inodeOfListener(String line, int port) {
        List<String> columns = List.of(line.strip().split("\\s+", -1));
        if (columns.size() <= INODE || !columns.get(STATE).equals(LISTENING)) {
            return Optional.empty();
        }
        String address = columns.get(LOCAL_ADDRESS);
        int listening = Integer.parseInt(address.substring(address.indexOf(':') + 1), HEXADECIMAL);
        return listening == port ? Optional.of(columns.get(INODE)) : Optional.empty();
    }

    private static Optional<ProcessHandle> holder(String inode) {
        String wanted = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process, wanted))
                .findFirst();
    }

    private static boolean holds(ProcessHandle process, String socket) {
        Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false;
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
