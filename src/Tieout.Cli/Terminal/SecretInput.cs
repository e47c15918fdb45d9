using System.Text;
using Spectre.Console;
using Tieout.Host.Secrets;

namespace Tieout.Cli.Terminal;

/// <summary>Takes a secret in: from standard input, or from a person without showing it.</summary>
internal static class SecretInput
{
    /// <summary>In characters; a private key has some thousands.</summary>
    private const int LengthMax = 64 * 1024;

    /// <summary>The value, without line ends at its end.</summary>
    /// <exception cref="CommandRefusedException">There is none, or it is no text.</exception>
    public static async Task<string> ReadAsync(
        Screen screen,
        SecretName name,
        CancellationToken cancellationToken
    )
    {
        var value = Console.IsInputRedirected
            ? await ReadInputAsync(cancellationToken)
            : await AskAsync(screen, name, cancellationToken);
        value = value.TrimEnd('\r', '\n');
        return value.Length > 0
            ? value
            : throw new CommandRefusedException(ExitCode.Usage, "The secret is empty.");
    }

    private static async Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(
            Console.OpenStandardInput(),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
        );
        var buffer = new char[LengthMax + 1];
        try
        {
            var length = await reader.ReadBlockAsync(buffer, cancellationToken);
            return length <= LengthMax
                ? new string(buffer, 0, length)
                : throw new CommandRefusedException(
                    ExitCode.Usage,
                    $"What standard input has is longer than {LengthMax} characters; that is no secret."
                );
        }
        catch (DecoderFallbackException)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                "What standard input has is no text in UTF-8."
            );
        }
    }

    private static async Task<string> AskAsync(
        Screen screen,
        SecretName name,
        CancellationToken cancellationToken
    )
    {
        if (!screen.Errors.Profile.Capabilities.Interactive)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"There is nobody to ask for the secret; give it on standard input: tieout secret set {name} < file"
            );
        }

        // The first look at the keyboard ends its echo, so that no letter shows that comes early.
        _ = Console.KeyAvailable;
        return await new TextPrompt<string>($"Value of {name} (it is not shown):")
            .Secret(mask: null)
            .ShowAsync(screen.Errors, cancellationToken);
    }
}
