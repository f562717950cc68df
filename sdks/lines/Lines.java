import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lines is the loop of a driver in Java: it reads a call a line, has it made, and writes an answer a line.
 *
 * <p>It needs JDK 17 and Gson. Copy this file beside a driver of your own, which looks like this:
 *
 * <pre>
 * final class Driver {
 *   public static void main(String[] args) throws IOException { Lines.run(Driver::answer); }
 *
 *   static JsonObject answer(Lines.Call call) throws Lines.Unsupported {
 *     if (!call.operation().equals("StopInstances")) throw new Lines.Unsupported("no " + call.operation());
 *     var request = new StopRequest();
 *     call.input().texts("InstanceIds", request::setIds);
 *     call.input().bool("ForceStop", request::setForce);
 *     call.input().done();
 *     try {
 *       return Lines.output(Json.of(new Client(call.endpoint(), call.key(), call.secret()).stop(request)));
 *     } catch (ClientException e) {
 *       return Lines.error(e.code(), e.getMessage(), e.requestId(), e.status());
 *     }
 *   }
 * }
 * </pre>
 *
 * <p>What the driver itself throws is not caught, {@link Unsupported} excepted: a mistake of the driver must
 * be seen, not taken for an answer of the SDK.
 */
final class Lines {
  private Lines() {}

  /** Answers one call with what {@link #output} or {@link #error} made. */
  interface Driver {
    JsonObject answer(Call call) throws Unsupported;
  }

  /** One call to make. The key and the secret are made for the case. */
  record Call(String api, URI endpoint, String region, String key, String secret, String operation, Input input) {}

  /** The SDK has no way to make the call. The message says what is not there. */
  static final class Unsupported extends Exception {
    Unsupported(String why) {
      super(why);
    }
  }

  /** Runs until the input ends. Whatever else is printed to standard output goes to the error stream. */
  static void run(Driver driver) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      var asked = JsonParser.parseString(line).getAsJsonObject();
      JsonObject answer;
      try {
        answer = driver.answer(call(asked));
      } catch (Unsupported e) {
        answer = new JsonObject();
        answer.addProperty("unsupported", e.getMessage());
      }
      answer.add("case", asked.get("case"));
      out.println(answer);
    }
  }

  /** The answer for a success. */
  static JsonObject output(JsonObject shown) {
    var answer = new JsonObject();
    answer.add("output", shown);
    return answer;
  }

  /** The answer for an error. Null, empty and 0 are for what the SDK does not show. */
  static JsonObject error(String code, String message, String requestId, int httpStatus) {
    var error = new JsonObject();
    if (code != null && !code.isEmpty()) error.addProperty("code", code);
    if (message != null && !message.isEmpty()) error.addProperty("message", message);
    if (requestId != null && !requestId.isEmpty()) error.addProperty("requestId", requestId);
    if (httpStatus != 0) error.addProperty("httpStatus", httpStatus);
    var answer = new JsonObject();
    answer.add("error", error);
    return answer;
  }

  private static Call call(JsonObject o) {
    var credentials = o.getAsJsonObject("credentials");
    return new Call(
        o.get("api").getAsString(), URI.create(o.get("endpoint").getAsString()), o.get("region").getAsString(),
        credentials.get("id").getAsString(), credentials.get("secret").getAsString(),
        o.get("operation").getAsString(), new Input(o.getAsJsonObject("input")));
  }

  /**
   * The parameters to set. Each method hands one to a setter of the SDK when the call has it, and leaves the
   * setter alone when it has not.
   */
  static final class Input {
    private final JsonObject input;
    private final TreeSet<String> left;

    Input(JsonObject input) {
      this.input = input;
      this.left = new TreeSet<>(input.keySet());
    }

    void text(String name, Consumer<String> set) throws Unsupported {
      take(name, "a text", Input::isText, JsonElement::getAsString, set);
    }

    void bool(String name, Consumer<Boolean> set) throws Unsupported {
      take(name, "a boolean", Input::isBoolean, JsonElement::getAsBoolean, set);
    }

    void integer(String name, Consumer<Long> set) throws Unsupported {
      take(name, "a whole number", Input::isInteger, JsonElement::getAsLong, set);
    }

    void texts(String name, Consumer<List<String>> set) throws Unsupported {
      take(name, "a list of texts", Input::isTexts, e -> strings(e.getAsJsonArray()), set);
    }

    /** To be called when every parameter that the SDK has was taken: it has no way to set another. */
    void done() throws Unsupported {
      if (!left.isEmpty()) throw new Unsupported("the SDK has no parameter " + String.join(", ", left));
    }

    private <T> void take(
        String name, String type, Predicate<JsonElement> fits, Function<JsonElement, T> read, Consumer<T> set)
        throws Unsupported {
      if (!left.remove(name)) return;
      var value = input.get(name);
      if (!fits.test(value)) throw new Unsupported("in the SDK " + name + " is " + type + ", it cannot be " + value);
      set.accept(read.apply(value));
    }

    private static boolean isText(JsonElement e) {
      return e.isJsonPrimitive() && e.getAsJsonPrimitive().isString();
    }

    private static boolean isBoolean(JsonElement e) {
      return e.isJsonPrimitive() && e.getAsJsonPrimitive().isBoolean();
    }

    private static boolean isInteger(JsonElement e) {
      return e.isJsonPrimitive() && e.getAsJsonPrimitive().isNumber() && e.getAsString().matches("-?\\d{1,18}");
    }

    private static boolean isTexts(JsonElement e) {
      if (!e.isJsonArray()) return false;
      for (var item : e.getAsJsonArray()) if (!isText(item)) return false;
      return true;
    }

    private static List<String> strings(JsonArray array) {
      var list = new ArrayList<String>(array.size());
      for (var item : array) list.add(item.getAsString());
      return list;
    }
  }
}
