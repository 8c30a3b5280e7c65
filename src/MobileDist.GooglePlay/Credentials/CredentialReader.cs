using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>Reads a credentials file and says what it is instead, where it is something else.</summary>
/// <param name="source">Where it is from, for messages.</param>
/// <param name="addresses">Those that go before the file's own.</param>
internal sealed class CredentialReader(string source, GoogleAddresses addresses)
{
    /// <exception cref="DistributionException">It is no credentials file of a kind that can sign in here.</exception>
    public CredentialFile Read(string json)
    {
        using var document = Parse(json);
        try
        {
            return Read(document.RootElement, isInner: false);
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair.
            throw CredentialFaults.NotReadable(source, "one of its names is no text");
        }
    }

    private CredentialFile Read(JsonElement root, bool isInner)
    {
        switch (CredentialJson.Text(root, "type"))
        {
            case "service_account":
                return new CredentialFile.ServiceAccount(
                    Required(root, "client_email"),
                    CredentialJson.Text(root, "private_key_id"),
                    new Secret(Required(root, "private_key")),
                    addresses.Token ?? Address(root, "token_uri") ?? GoogleAddresses.StandardToken);
            case "authorized_user":
                return new CredentialFile.AuthorizedUser(
                    Required(root, "client_id"),
                    new Secret(Required(root, "client_secret")),
                    new Secret(Required(root, "refresh_token")),
                    addresses.Token ?? Address(root, "token_uri") ?? GoogleAddresses.StandardToken);
            case "external_account" when !isInner:
                return ExternalAccount(root);
            case "impersonated_service_account" when !isInner:
                var delegates = CredentialJson.Items(root, "delegates").Select(CredentialJson.Text).OfType<string>();
                return new CredentialFile.Impersonating(
                    Read(CredentialJson.Member(root, "source_credentials"), isInner: true), RequiredAddress(root, "service_account_impersonation_url"), [.. delegates]);
            case { } other:
                throw CredentialFaults.UnknownType(source, other);
            default:
                throw Misplaced(root);
        }
    }

    private CredentialFile.Impersonating ExternalAccount(JsonElement root)
    {
        var impersonation = CredentialJson.Text(root, "service_account_impersonation_url") is null
            ? throw CredentialFaults.NoImpersonation(source)
            : RequiredAddress(root, "service_account_impersonation_url");
        var place = CredentialJson.Member(root, "credential_source");
        var external = new CredentialFile.ExternalAccount(
            Required(root, "audience"),
            CredentialJson.Text(root, "subject_token_type") ?? FederatedTokens.JwtType,
            addresses.SecurityTokens ?? Address(root, "token_url") ?? GoogleAddresses.StandardSecurityTokens,
            Place(place) with { JsonMember = JsonMember(place) });
        return new CredentialFile.Impersonating(external, impersonation, []);
    }

    private SubjectTokenPlace Place(JsonElement place)
    {
        if (CredentialJson.Text(place, "file") is { } file)
        {
            return new SubjectTokenPlace.InFile(file);
        }

        if (CredentialJson.Text(place, "url") is not null && CredentialJson.Text(place, "environment_id") is null)
        {
            return new SubjectTokenPlace.AtAddress(RequiredAddress(place, "url"), Headers(place));
        }

        throw CredentialJson.Member(place, "executable").ValueKind != JsonValueKind.Undefined
            ? CredentialFaults.ExecutableSource(source)
            : CredentialFaults.UnknownSubject(source);
    }

    private ImmutableArray<(string Name, Secret Value)> Headers(JsonElement place)
    {
        if (CredentialJson.Member(place, "headers") is not { ValueKind: JsonValueKind.Object } headers)
        {
            return [];
        }

        var read = headers.EnumerateObject().Select(header => (header.Name, Value: CredentialJson.Text(header.Value) ?? "\n")).ToList();
        return read.TrueForAll(header => header.Name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') && header.Name.Length > 0 && header.Value.All(character => character is >= ' ' and <= '~'))
            ? [.. read.Select(header => (header.Name, new Secret(header.Value)))]
            : throw CredentialFaults.NotReadable(source, "a header in 'credential_source' is none");
    }

    private string? JsonMember(JsonElement place)
    {
        var format = CredentialJson.Member(place, "format");
        return CredentialJson.Text(format, "type") is "json" ? Required(format, "subject_token_field_name") : null;
    }

    private string Required(JsonElement element, string member) => CredentialJson.Text(element, member) ?? throw CredentialFaults.MemberMissing(source, member);

    private Uri? Address(JsonElement element, string member) =>
        CredentialJson.Text(element, member) is { } value ? GoogleAddress.Parse(value, $"{member} in {source}") : null;

    private Uri RequiredAddress(JsonElement element, string member) => GoogleAddress.Parse(Required(element, member), $"{member} in {source}");

    /// <summary>JSON with real line breaks inside of a text is none, but it is what a shell makes of a key.</summary>
    private JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(Encoding.UTF8.GetBytes(json), CredentialJson.Options);
        }
        catch (JsonException)
        {
            try
            {
                return JsonDocument.Parse(Encoding.UTF8.GetBytes(WithEscapedBreaks(json)), CredentialJson.Options);
            }
            catch (JsonException error)
            {
                // Its message names a place and at most a character of the text.
                throw CredentialFaults.NotReadable(source, $"its JSON is damaged in line {(error.LineNumber ?? 0) + 1}");
            }
        }
    }

    private static string WithEscapedBreaks(string json)
    {
        var repaired = new StringBuilder(json.Length + 64);
        var isText = false;
        for (var at = 0; at < json.Length; at++)
        {
            var character = json[at];
            if (isText && character is ('\r' or '\n' or '\t'))
            {
                repaired.Append(character switch { '\n' => "\\n", '\t' => "\\t", _ => "" });
                continue;
            }

            repaired.Append(character);
            if (isText && character == '\\' && at + 1 < json.Length)
            {
                repaired.Append(json[++at]);
            }
            else if (character == '"')
            {
                isText = !isText;
            }
        }

        return repaired.ToString();
    }

    private DistributionException Misplaced(JsonElement root)
    {
        if (CredentialJson.Member(root, "installed").ValueKind == JsonValueKind.Object || CredentialJson.Member(root, "web").ValueKind == JsonValueKind.Object)
        {
            return CredentialFaults.OtherKind(source, "an OAuth client, with which people sign in", CredentialFaults.ServiceAccountHelp);
        }

        if (CredentialJson.Member(root, "project_info").ValueKind == JsonValueKind.Object)
        {
            return CredentialFaults.OtherKind(source, "a 'google-services.json', which belongs into the app", CredentialFaults.ServiceAccountHelp);
        }

        return CredentialFaults.MemberMissing(source, "type");
    }
}
