@echo off
setlocal
if not defined MYRMEX_JAVA_OPTS set MYRMEX_JAVA_OPTS=-XX:+UseSerialGC -Xms16m -Xss512k -Xmx256m
if defined JAVA_HOME (set "MYRMEX_JAVA=%JAVA_HOME%\bin\java") else (set MYRMEX_JAVA=java)
"%MYRMEX_JAVA%" %MYRMEX_JAVA_OPTS% -jar "%~dp0..\lib\org.myrmex.launcher.jar" %*
exit /b %ERRORLEVEL%
