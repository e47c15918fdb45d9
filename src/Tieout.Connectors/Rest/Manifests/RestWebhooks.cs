using Tieout.Connectors.Rest.Values;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What the system sends of its own accord.</summary>
/// <param name="Header">Has the proof that a message is the system's.</param>
/// <param name="Secret">The name of the secret; one on each line while there are several.</param>
/// <param name="IsHash">The proof is an HMAC-SHA256; else the secret itself.</param>
/// <param name="IsBase64">The hash is in Base64; else in hexadecimal.</param>
/// <param name="Signed">What the hash is of, by headers and body; the body when none.</param>
/// <param name="Prefix">Before the proof.</param>
/// <param name="Event">Of a message, with its headers: what kind of event it tells of.</param>
/// <param name="Resources">Which lists an event gives reason to read.</param>
/// <param name="Answer">What a message asks to be answered with; nothing when none.</param>
internal sealed record RestWebhooks(
    string Header,
    string Secret,
    bool IsHash,
    bool IsBase64,
    Template? Signed,
    string Prefix,
    Template Event,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Resources,
    YamlNode? Answer
);
