using System.Text.Json;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>An object with a <c>__class__</c>, which is how Tryton writes what JSON lacks.</summary>
internal static class TypedValue
{
    /// <summary>Reads the object at the reader's place.</summary>
    /// <exception cref="JsonException">It is another class, or no object.</exception>
    public static JsonDocument Read(ref Utf8JsonReader reader, string name)
    {
        var document = JsonDocument.ParseValue(ref reader);
        if (
            document.RootElement.ValueKind is JsonValueKind.Object
            && document.RootElement.TryGetProperty("__class__", out var type)
            && type.ValueEquals(name)
        )
        {
            return document;
        }

        document.Dispose();
        throw new JsonException($"A value of class {name} was expected.");
    }

    public static int Int(this JsonDocument document, string name) =>
        document.RootElement.GetProperty(name).GetInt32();
}
