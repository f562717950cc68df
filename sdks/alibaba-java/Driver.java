import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.DescribeInstanceStatusRequest;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest;
import com.aliyun.ecs20140526.models.StopInstanceRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;

/** The driver of Alibaba Cloud's ECS SDK for Java, new generation. */
final class Driver {
  public static void main(String[] args) throws IOException {
    Lines.run(Driver::answer);
  }

  static JsonObject answer(Lines.Call call) throws Lines.Unsupported {
    return switch (call.operation()) {
      case "StopInstance" -> send(call, stop(call), (client, request) -> client.stopInstance(request).getBody());
      case "DescribeInstances" ->
          send(call, describe(call), (client, request) -> client.describeInstances(request).getBody());
      case "DescribeInstanceStatus" ->
          send(call, status(call), (client, request) -> client.describeInstanceStatus(request).getBody());
      default -> throw new Lines.Unsupported("the driver knows no operation " + call.operation());
    };
  }

  static StopInstanceRequest stop(Lines.Call call) throws Lines.Unsupported {
    var request = new StopInstanceRequest();
    call.input().text("InstanceId", request::setInstanceId);
    call.input().text("StoppedMode", request::setStoppedMode);
    call.input().bool("ForceStop", request::setForceStop);
    call.input().bool("ConfirmStop", request::setConfirmStop);
    call.input().done();
    return request;
  }

  static DescribeInstancesRequest describe(Lines.Call call) throws Lines.Unsupported {
    var request = new DescribeInstancesRequest().setRegionId(call.region());
    // In this request the SDK wants the list as one text, written as JSON by the caller.
    call.input().texts("InstanceIds", ids -> request.setInstanceIds(new Gson().toJson(ids)));
    call.input().integer("PageNumber", n -> request.setPageNumber(n.intValue()));
    call.input().integer("PageSize", n -> request.setPageSize(n.intValue()));
    call.input().done();
    return request;
  }

  static DescribeInstanceStatusRequest status(Lines.Call call) throws Lines.Unsupported {
    var request = new DescribeInstanceStatusRequest().setRegionId(call.region());
    call.input().texts("InstanceId", request::setInstanceId);
    call.input().integer("PageNumber", n -> request.setPageNumber(n.intValue()));
    call.input().integer("PageSize", n -> request.setPageSize(n.intValue()));
    call.input().done();
    return request;
  }

  interface Method<Q> {
    TeaModel send(Client client, Q request) throws Exception;
  }

  static <Q> JsonObject send(Lines.Call call, Q request, Method<Q> method) {
    TeaModel body;
    try {
      body = method.send(client(call), request);
    } catch (TeaException e) {
      var data = e.getData() == null ? null : e.getData().get("RequestId");
      var status = e.getStatusCode() == null ? 0 : e.getStatusCode();
      return Lines.error(e.getCode(), e.getMessage(), data == null ? null : data.toString(), status);
    } catch (Exception e) { // what the SDK lets through; its methods are declared to throw anything
      return Lines.error(null, e.toString(), null, 0);
    }
    return Lines.output(new Gson().toJsonTree(body.toMap()).getAsJsonObject());
  }

  static Client client(Lines.Call call) throws Exception {
    return new Client(
        new Config()
            .setAccessKeyId(call.key())
            .setAccessKeySecret(call.secret())
            .setRegionId(call.region())
            .setEndpoint(call.endpoint().getAuthority())
            .setProtocol(call.endpoint().getScheme()));
  }
}
