import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesStatusRequest;
import com.tencentcloudapi.cvm.v20170312.models.StartInstancesRequest;
import com.tencentcloudapi.cvm.v20170312.models.StopInstancesRequest;
import java.io.IOException;

/** The driver of Tencent Cloud's SDK for Java, API 3.0. */
final class Driver {
  public static void main(String[] args) throws IOException {
    Lines.run(Driver::answer);
  }

  static JsonObject answer(Lines.Call call) throws Lines.Unsupported {
    return switch (call.operation()) {
      case "StopInstances" -> send(call, stop(call.input()), CvmClient::StopInstances);
      case "StartInstances" -> send(call, start(call.input()), CvmClient::StartInstances);
      case "DescribeInstances" -> send(call, describe(call.input()), CvmClient::DescribeInstances);
      case "DescribeInstancesStatus" -> send(call, status(call.input()), CvmClient::DescribeInstancesStatus);
      default -> throw new Lines.Unsupported("the driver knows no operation " + call.operation());
    };
  }

  static StopInstancesRequest stop(Lines.Input in) throws Lines.Unsupported {
    var request = new StopInstancesRequest();
    in.texts("InstanceIds", ids -> request.setInstanceIds(ids.toArray(String[]::new)));
    in.bool("ForceStop", request::setForceStop);
    in.text("StopType", request::setStopType);
    in.text("StoppedMode", request::setStoppedMode);
    in.done();
    return request;
  }

  static StartInstancesRequest start(Lines.Input in) throws Lines.Unsupported {
    var request = new StartInstancesRequest();
    in.texts("InstanceIds", ids -> request.setInstanceIds(ids.toArray(String[]::new)));
    in.done();
    return request;
  }

  static DescribeInstancesRequest describe(Lines.Input in) throws Lines.Unsupported {
    var request = new DescribeInstancesRequest();
    in.texts("InstanceIds", ids -> request.setInstanceIds(ids.toArray(String[]::new)));
    in.integer("Offset", request::setOffset);
    in.integer("Limit", request::setLimit);
    in.done();
    return request;
  }

  static DescribeInstancesStatusRequest status(Lines.Input in) throws Lines.Unsupported {
    var request = new DescribeInstancesStatusRequest();
    in.texts("InstanceIds", ids -> request.setInstanceIds(ids.toArray(String[]::new)));
    in.integer("Offset", request::setOffset);
    in.integer("Limit", request::setLimit);
    in.done();
    return request;
  }

  interface Method<Q, A extends AbstractModel> {
    A send(CvmClient client, Q request) throws TencentCloudSDKException;
  }

  static <Q, A extends AbstractModel> JsonObject send(Lines.Call call, Q request, Method<Q, A> method) {
    A answer;
    try {
      answer = method.send(client(call), request);
    } catch (TencentCloudSDKException e) {
      return Lines.error(e.getErrorCode(), e.getMessage(), e.getRequestId(), 0);
    } catch (RuntimeException e) { // what the SDK lets through, for example of its JSON library
      return Lines.error(null, e.toString(), null, 0);
    }
    return Lines.output(JsonParser.parseString(AbstractModel.toJsonString(answer)).getAsJsonObject());
  }

  static CvmClient client(Lines.Call call) {
    var http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(call.endpoint().getAuthority());
    var profile = new ClientProfile();
    profile.setHttpProfile(http);
    return new CvmClient(new Credential(call.key(), call.secret()), call.region(), profile);
  }
}
