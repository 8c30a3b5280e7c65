using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;

namespace Google.Apis.AndroidPublisher.v3;

internal sealed partial class EditsResource
{
    /// <summary>Tracks and the releases on them.</summary>
    internal sealed class TracksResource(IClientService service)
    {
        public ListRequest List(string packageName, string editId) => new(service, packageName, editId);

        public GetRequest Get(string packageName, string editId, string track) => new(service, packageName, editId, track);

        public UpdateRequest Update(Track body, string packageName, string editId, string track) => new(service, body, packageName, editId, track);

        public CreateRequest Create(TrackConfig body, string packageName, string editId) => new(service, body, packageName, editId);

        public sealed class ListRequest(IClientService service, string packageName, string editId)
            : EditRequest<TracksListResponse>(service, "list", "GET", "/tracks", packageName, editId);

        public sealed class GetRequest(IClientService service, string packageName, string editId, string track)
            : EditTrackRequest<Track>(service, "get", "GET", "/tracks/{track}", packageName, editId, track);

        public sealed class UpdateRequest(IClientService service, Track body, string packageName, string editId, string track)
            : EditTrackRequest<Track>(service, "update", "PUT", "/tracks/{track}", packageName, editId, track, body);

        public sealed class CreateRequest(IClientService service, TrackConfig body, string packageName, string editId)
            : EditRequest<Track>(service, "create", "POST", "/tracks", packageName, editId, body);
    }
}
