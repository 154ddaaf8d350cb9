@echo off
setlocal
set MYRMEX_BRIEF=
if "%~1"=="demo" set MYRMEX_BRIEF=-XX:TieredStopAtLevel=1
if not defined MYRMEX_JAVA_OPTS set MYRMEX_JAVA_OPTS=-XX:+UseSerialGC -Xms16m -Xss512k -Xmx256m %MYRMEX_BRIEF%
if defined JAVA_HOME (set "MYRMEX_JAVA=%JAVA_HOME%\bin\java") else (set MYRMEX_JAVA=java)
"%MYRMEX_JAVA%" %MYRMEX_JAVA_OPTS% -jar "%~dp0..\lib\org.myrmex.launcher.jar" %*
exit /b %ERRORLEVEL%
