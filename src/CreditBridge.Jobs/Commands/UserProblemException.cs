namespace CreditBridge.Jobs.Commands;

/// <summary>Something the person at the terminal can mend; the message is the sentence that says how.</summary>
internal sealed class UserProblemException(string message) : Exception(message);
