using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>The APKs that Play makes of an App Bundle and signs with the app's key.</summary>
internal sealed class GeneratedapksResource(IClientService service)
{
    public ListRequest List(string packageName, int versionCode) => new(service, packageName, versionCode);

    public DownloadRequest Download(string packageName, int versionCode, string downloadId) => new(service, packageName, versionCode, downloadId);

    public sealed class ListRequest : PackageRequest<GeneratedApksListResponse>
    {
        public ListRequest(IClientService service, string packageName, int versionCode)
            : base(service, "list", "GET", "generatedApks/{versionCode}", packageName)
        {
            VersionCode = versionCode;
            Accept("versionCode", "path");
        }

        [RequestParameter("versionCode", RequestParameterType.Path)]
        public int VersionCode { get; }
    }

    public sealed class DownloadRequest : PackageRequest<string>
    {
        public DownloadRequest(IClientService service, string packageName, int versionCode, string downloadId)
            : base(service, "download", "GET", "generatedApks/{versionCode}/downloads/{downloadId}:download", packageName)
        {
            VersionCode = versionCode;
            DownloadId = downloadId;
            Accept("versionCode", "path");
            Accept("downloadId", "path");
        }

        [RequestParameter("versionCode", RequestParameterType.Path)]
        public int VersionCode { get; }

        [RequestParameter("downloadId", RequestParameterType.Path)]
        public string DownloadId { get; }
    }
}
