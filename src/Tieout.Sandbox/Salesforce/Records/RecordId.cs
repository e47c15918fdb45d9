namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Ids: 15 characters whose case matters, or the same with a checksum of the case.</summary>
internal static class RecordId
{
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The 18 characters of an id of 15.</summary>
    public static string Checked(string id)
    {
        var checks = new char[3];
        for (var block = 0; block < 3; block++)
        {
            var bits = 0;
            for (var i = 0; i < 5; i++)
            {
                bits |= char.IsAsciiLetterUpper(id[(block * 5) + i]) ? 1 << i : 0;
            }

            checks[block] = Checks[bits];
        }

        return id + new string(checks);
    }

    /// <summary>The 18 characters of an id in either form; none when it is not one.</summary>
    /// <remarks>
    /// Of 18 characters the checksum decides about case, so that an id whose case was lost on the
    /// way is repaired, as the vendor does.
    /// </remarks>
    public static string? Normalise(string? text)
    {
        if (text is not { Length: 15 or 18 } || !text.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        if (text.Length == 15)
        {
            return Checked(text);
        }

        var id = text[..15].ToCharArray();
        for (var i = 0; i < 15; i++)
        {
            var bits = Checks.IndexOf(
                char.ToUpperInvariant(text[15 + (i / 5)]),
                StringComparison.Ordinal
            );
            if (bits < 0)
            {
                return null;
            }

            var isUpper = (bits >> (i % 5) & 1) is 1;
            id[i] = isUpper ? char.ToUpperInvariant(id[i]) : char.ToLowerInvariant(id[i]);
        }

        return Checked(new string(id));
    }
}
