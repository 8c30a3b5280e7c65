using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;

namespace Google.Apis.AndroidPublisher.v3;

internal sealed partial class EditsResource
{
    /// <summary>The Google Groups whose members test a track.</summary>
    internal sealed class TestersResource(IClientService service)
    {
        public GetRequest Get(string packageName, string editId, string track) => new(service, packageName, editId, track);

        public UpdateRequest Update(Testers body, string packageName, string editId, string track) => new(service, body, packageName, editId, track);

        public sealed class GetRequest(IClientService service, string packageName, string editId, string track)
            : EditTrackRequest<Testers>(service, "get", "GET", "/testers/{track}", packageName, editId, track);

        public sealed class UpdateRequest(IClientService service, Testers body, string packageName, string editId, string track)
            : EditTrackRequest<Testers>(service, "update", "PUT", "/testers/{track}", packageName, editId, track, body);
    }
}
