using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>What all requests have in common.</summary>
internal abstract class AndroidPublisherBaseServiceRequest<TResponse> : ClientServiceRequest<TResponse>
{
    private readonly object? _body;

    protected AndroidPublisherBaseServiceRequest(IClientService service, string methodName, string httpMethod, string restPath, object? body = null)
        : base(service)
    {
        MethodName = methodName;
        HttpMethod = httpMethod;
        RestPath = restPath;
        _body = body;
        base.InitParameters();
        Accept("alt", "query", isRequired: false, "json");
    }

    /// <summary>In which form to answer.</summary>
    public enum AltEnum
    {
        [StringValue("json")]
        Json = 0,

        /// <summary>The file itself, of a download.</summary>
        [StringValue("media")]
        Media = 1,
    }

    [RequestParameter("alt", RequestParameterType.Query)]
    public AltEnum? Alt { get; set; }

    public override string MethodName { get; }

    public override string HttpMethod { get; }

    public override string RestPath { get; }

    protected override object? GetBody() => _body;

    /// <summary>Has a parameter sent along; those that nobody sets are left away.</summary>
    protected void Accept(string name, string place, bool isRequired = true, string? standard = null) =>
        RequestParameters.Add(name, new Parameter { Name = name, IsRequired = isRequired, ParameterType = place, DefaultValue = standard, Pattern = null });
}
