import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.qcloud.Common.Request;
import com.qcloud.Module.Cvm;
import com.qcloud.QcloudApiModuleCenter;
import com.qcloud.Utilities.Json.JSONException;
import com.qcloud.Utilities.Json.JSONObject;
import java.io.IOException;
import java.net.URI;
import java.util.TreeMap;

/** The driver of Tencent Cloud's old SDK for Java, API v2. */
final class Driver {
  public static void main(String[] args) throws IOException {
    Lines.run(Driver::answer);
  }

  static JsonObject answer(Lines.Call call) throws Lines.Unsupported {
    return switch (call.operation()) {
      case "StopInstances" -> send(call, stop(call.input()));
      case "DescribeInstances" -> send(call, describe(call.input()));
      default -> throw new Lines.Unsupported("the driver knows no operation " + call.operation());
    };
  }

  // The SDK has no request objects: a parameter is an entry of a map, under its name on the wire.

  static TreeMap<String, Object> stop(Lines.Input in) throws Lines.Unsupported {
    var parameters = new TreeMap<String, Object>();
    ids(in, parameters);
    in.integer("forceStop", n -> parameters.put("forceStop", n));
    in.done();
    return parameters;
  }

  static TreeMap<String, Object> describe(Lines.Input in) throws Lines.Unsupported {
    var parameters = new TreeMap<String, Object>();
    ids(in, parameters);
    in.integer("offset", n -> parameters.put("offset", n));
    in.integer("limit", n -> parameters.put("limit", n));
    in.done();
    return parameters;
  }

  static void ids(Lines.Input in, TreeMap<String, Object> parameters) throws Lines.Unsupported {
    in.texts("instanceIds", ids -> {
      for (int i = 0; i < ids.size(); i++) parameters.put("instanceIds." + i, ids.get(i));
    });
  }

  static JsonObject send(Lines.Call call, TreeMap<String, Object> parameters) {
    var config = new TreeMap<String, Object>();
    config.put("SecretId", call.key());
    config.put("SecretKey", call.secret());
    config.put("DefaultRegion", call.region());
    try {
      var text = new QcloudApiModuleCenter(new PlainCvm(call.endpoint()), config).call(call.operation(), parameters);
      // The SDK hands over a text; its README reads it with the SDK's own JSONObject.
      return Lines.output(JsonParser.parseString(new JSONObject(text).toString()).getAsJsonObject());
    } catch (JSONException e) {
      return Lines.error(null, "the caller cannot read the answer: " + e.getMessage(), null, 0);
    } catch (Exception e) { // the SDK's call is declared to throw anything
      return Lines.error(null, e.toString(), null, 0);
    }
  }

  /** The SDK's module for another host and without TLS, where the SDK has https:// written into its code. */
  static final class PlainCvm extends Cvm {
    private final URI endpoint;

    PlainCvm(URI endpoint) {
      this.endpoint = endpoint;
      serverHost = endpoint.getAuthority();
      serverUri = endpoint.getPath();
    }

    @Override
    public String call(String action, TreeMap<String, Object> parameters, String file) {
      generateUrl(action, parameters); // the SDK adds the common parameters and the signature to the map
      return Request.sendRequest(endpoint.toString(), parameters, requestMethod, file);
    }
  }
}
