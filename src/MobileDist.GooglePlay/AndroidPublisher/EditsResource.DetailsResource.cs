using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;

namespace Google.Apis.AndroidPublisher.v3;

internal sealed partial class EditsResource
{
    /// <summary>The app's default language and how to reach its maker.</summary>
    internal sealed class DetailsResource(IClientService service)
    {
        public GetRequest Get(string packageName, string editId) => new(service, packageName, editId);

        public sealed class GetRequest(IClientService service, string packageName, string editId)
            : EditRequest<AppDetails>(service, "get", "GET", "/details", packageName, editId);
    }
}
