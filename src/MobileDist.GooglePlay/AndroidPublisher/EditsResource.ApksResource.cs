using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;

namespace Google.Apis.AndroidPublisher.v3;

internal sealed partial class EditsResource
{
    /// <summary>The app's APKs.</summary>
    internal sealed class ApksResource(IClientService service)
    {
        public ListRequest List(string packageName, string editId) => new(service, packageName, editId);

        public UploadMediaUpload Upload(string packageName, string editId, Stream stream, string contentType) => new(service, packageName, editId, stream, contentType);

        public sealed class ListRequest(IClientService service, string packageName, string editId)
            : EditRequest<ApksListResponse>(service, "list", "GET", "/apks", packageName, editId);

        public sealed class UploadMediaUpload(IClientService service, string packageName, string editId, Stream stream, string contentType)
            : EditUpload<Apk>(service, "apks", packageName, editId, stream, contentType);
    }
}
