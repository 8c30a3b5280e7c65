using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>A request about one app.</summary>
internal abstract class PackageRequest<TResponse> : AndroidPublisherBaseServiceRequest<TResponse>
{
    protected PackageRequest(IClientService service, string methodName, string httpMethod, string restPath, string packageName, object? body = null)
        : base(service, methodName, httpMethod, "androidpublisher/v3/applications/{packageName}/" + restPath, body)
    {
        PackageName = packageName;
        Accept("packageName", "path");
    }

    [RequestParameter("packageName", RequestParameterType.Path)]
    public string PackageName { get; }
}
