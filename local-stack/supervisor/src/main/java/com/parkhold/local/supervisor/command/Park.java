package com.parkhold.local.supervisor.command;

import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.seed.Tokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** What {@code ./park} hands its commands to. Every failure is one line on standard error. */
public final class Park {
    private final Settings settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Park(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            return new Park(Settings.from(System.getenv())).carryOut(arguments);
        } catch (Refusal e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            return fail("the stack is down: ./park up starts it");
        } catch (IOException e) {
            return fail(e.toString());
        } catch (InterruptedException e) {
            return fail("interrupted");
        }
    }

    private int carryOut(List<String> arguments) throws IOException, InterruptedException {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        RunningStack stack = new RunningStack(settings, client);
        return switch (command) {
            case "up" -> new UpCommand(settings, client, stack).carryOut(rest.contains("--foreground"));
            case "down" -> stack.down();
            case "status" -> stack.status();
            case "restart" -> stack.order("restart", only(command, rest));
            case "kill" -> stack.order("kill", only(command, rest));
            case "reset" -> new ResetCommand(settings).carryOut();
            case "token" -> token(only(command, rest));
            default -> throw new Refusal("there is no command " + command);
        };
    }

    private int token(String user) throws IOException, InterruptedException {
        System.out.println(new Tokens(client, settings.ports()).of(user));
        return 0;
    }

    private static String only(String command, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new Refusal("usage: ./park " + command + (command.equals("token") ? " USER" : " SERVICE"));
        }
        return arguments.getFirst();
    }

    private static int fail(String line) {
        System.err.println("park: " + line);
        return 1;
    }
}
