import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.ecs.model.v20140526.DescribeInstanceStatusRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.StopInstanceRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;

/** The driver of Alibaba Cloud's ECS SDK for Java, old generation. */
final class Driver {
  // The SDK's answers have the names of the document, with a small first letter.
  static final Gson NAMES = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.UPPER_CAMEL_CASE).create();

  public static void main(String[] args) throws IOException {
    Lines.run(Driver::answer);
  }

  static JsonObject answer(Lines.Call call) throws Lines.Unsupported {
    return switch (call.operation()) {
      case "StopInstance" -> send(call, stop(call.input()), null, null);
      case "DescribeInstances" -> send(call, describe(call.input()), "Instances", "Instance");
      case "DescribeInstanceStatus" -> send(call, status(call.input()), "InstanceStatuses", "InstanceStatus");
      default -> throw new Lines.Unsupported("the driver knows no operation " + call.operation());
    };
  }

  static StopInstanceRequest stop(Lines.Input in) throws Lines.Unsupported {
    var request = new StopInstanceRequest();
    in.text("InstanceId", request::setInstanceId);
    in.text("StoppedMode", request::setStoppedMode);
    in.bool("ForceStop", request::setForceStop);
    in.bool("ConfirmStop", request::setConfirmStop);
    in.done();
    return request;
  }

  static DescribeInstancesRequest describe(Lines.Input in) throws Lines.Unsupported {
    var request = new DescribeInstancesRequest();
    // In this request the SDK wants the list as one text, written as JSON by the caller.
    in.texts("InstanceIds", ids -> request.setInstanceIds(new Gson().toJson(ids)));
    in.integer("PageNumber", n -> request.setPageNumber(n.intValue()));
    in.integer("PageSize", n -> request.setPageSize(n.intValue()));
    in.done();
    return request;
  }

  static DescribeInstanceStatusRequest status(Lines.Input in) throws Lines.Unsupported {
    var request = new DescribeInstanceStatusRequest();
    in.texts("InstanceId", request::setInstanceIds);
    in.integer("PageNumber", n -> request.setPageNumber(n.intValue()));
    in.integer("PageSize", n -> request.setPageSize(n.intValue()));
    in.done();
    return request;
  }

  static JsonObject send(Lines.Call call, AcsRequest<?> request, String list, String item)
      throws Lines.Unsupported {
    request.setSysProtocol(ProtocolType.HTTP);
    request.setSysEndpoint(call.endpoint().getAuthority());
    AcsResponse answer;
    try {
      answer = new DefaultAcsClient(DefaultProfile.getProfile(call.region(), call.key(), call.secret()))
          .getAcsResponse(request);
    } catch (ClientException e) {
      return Lines.error(e.getErrCode(), e.getErrMsg() == null ? e.getMessage() : e.getErrMsg(), e.getRequestId(), 0);
    } catch (RuntimeException e) { // what the SDK lets through, for example of its reader of JSON
      return Lines.error(null, e.toString(), null, 0);
    }
    var shown = NAMES.toJsonTree(answer).getAsJsonObject();
    if (list != null) shown.add(list, under(item, shown.get(list)));
    return Lines.output(shown);
  }

  /** Puts back the member that the SDK leaves out between a list and its items. */
  static JsonObject under(String item, JsonElement items) {
    var object = new JsonObject();
    object.add(item, items);
    return object;
  }
}
