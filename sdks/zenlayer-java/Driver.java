import com.aliyun.tea.TeaModel;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.zenlayercloud.common.Config;
import com.zenlayercloud.common.Credential;
import com.zenlayercloud.common.ZenlayerSdkException;
import com.zenlayercloud.vm20230313.VmClient;
import com.zenlayercloud.zec20250901.ZecClient;
import java.io.IOException;
import java.util.function.Supplier;

/** The driver of Zenlayer Cloud's SDK for Java: elastic compute (zec) and virtual machines (vm). */
final class Driver {
  public static void main(String[] args) throws IOException {
    Lines.run(Driver::answer);
  }

  static JsonObject answer(Lines.Call call) throws Lines.Unsupported {
    var key = new Credential(call.key(), call.secret());
    return switch (call.api()) {
      case "zenlayer-zec" -> zec(new ZecClient(key, config(call)), call.operation(), call.input());
      case "zenlayer-vm" -> vm(new VmClient(key, config(call)), call.operation(), call.input());
      default -> throw new Lines.Unsupported("the driver knows no API " + call.api());
    };
  }

  /** The settings that the SDK has by itself, but for the endpoint. The client knows the path. */
  static Config config(Lines.Call call) {
    var config = new Config();
    config.setProtocol(call.endpoint().getScheme());
    config.setEndpoint(call.endpoint().getAuthority());
    return config;
  }

  // The requests of both APIs have the same names: their packages are written out.
  static JsonObject zec(ZecClient client, String operation, Lines.Input in) throws Lines.Unsupported {
    return switch (operation) {
      case "StopInstances" -> {
        var request = new com.zenlayercloud.zec20250901.models.StopInstancesRequest();
        in.texts("instanceIds", ids -> request.instanceIds = ids);
        in.bool("forceShutdown", force -> request.forceShutdown = force);
        yield send(in, () -> client.stopInstances(request));
      }
      case "DescribeInstances" -> {
        var request = new com.zenlayercloud.zec20250901.models.DescribeInstancesRequest();
        in.texts("instanceIds", ids -> request.instanceIds = ids);
        in.integer("pageSize", n -> request.pageSize = n.intValue());
        in.integer("pageNum", n -> request.pageNum = n.intValue());
        yield send(in, () -> client.describeInstances(request));
      }
      case "DescribeInstancesStatus" -> {
        var request = new com.zenlayercloud.zec20250901.models.DescribeInstancesStatusRequest();
        in.texts("instanceIds", ids -> request.instanceIds = ids);
        in.integer("pageSize", n -> request.pageSize = n.intValue());
        in.integer("pageNum", n -> request.pageNum = n.intValue());
        yield send(in, () -> client.describeInstancesStatus(request));
      }
      default -> throw new Lines.Unsupported("the driver knows no operation " + operation);
    };
  }

  static JsonObject vm(VmClient client, String operation, Lines.Input in) throws Lines.Unsupported {
    return switch (operation) {
      case "StopInstances" -> {
        var request = new com.zenlayercloud.vm20230313.models.StopInstancesRequest();
        in.texts("instanceIds", ids -> request.instanceIds = ids);
        yield send(in, () -> client.stopInstances(request));
      }
      case "DescribeInstances" -> {
        var request = new com.zenlayercloud.vm20230313.models.DescribeInstancesRequest();
        in.texts("instanceIds", ids -> request.instanceIds = ids);
        in.integer("pageSize", n -> request.pageSize = n.intValue());
        in.integer("pageNum", n -> request.pageNum = n.intValue());
        yield send(in, () -> client.describeInstances(request));
      }
      case "DescribeInstancesStatus" -> {
        var request = new com.zenlayercloud.vm20230313.models.DescribeInstancesStatusRequest();
        in.texts("instanceIds", ids -> request.instanceIds = ids);
        in.integer("pageSize", n -> request.pageSize = n.intValue());
        in.integer("pageNum", n -> request.pageNum = n.intValue());
        yield send(in, () -> client.describeInstancesStatus(request));
      }
      default -> throw new Lines.Unsupported("the driver knows no operation " + operation);
    };
  }

  static JsonObject send(Lines.Input in, Supplier<TeaModel> call) throws Lines.Unsupported {
    in.done();
    TeaModel answer;
    try {
      answer = call.get();
    } catch (ZenlayerSdkException e) {
      return Lines.error(e.getCode(), e.getMessage(), e.getRequestId(), 0);
    } catch (RuntimeException e) { // what the SDK lets through, for example its own null pointers
      return Lines.error(null, e.toString(), null, 0);
    }
    return Lines.output(new Gson().toJsonTree(answer.toMap()).getAsJsonObject());
  }
}
